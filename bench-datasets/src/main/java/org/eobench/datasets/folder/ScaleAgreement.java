package org.eobench.datasets.folder;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.datasets.folder.files.FolderSample;

/**
 * Refuses a modality of which some samples define a scale or offset and others do not, such as
 * Sentinel-2 images before and since processing baseline 04.00: a file that lost its tag would be
 * read wrongly without a word. Where all samples define them, each is applied, also if they differ.
 */
final class ScaleAgreement {
  private ScaleAgreement() {}

  /**
   * @param scales scale and offset of the bands of each file
   * @throws BenchException if only some samples define them
   */
  static void require(
      String modality, Collection<FolderSample> samples, Map<Path, List<BandScale>> scales) {
    Map<Path, String> found = new LinkedHashMap<>();
    for (FolderSample sample : samples) {
      List<Path> files = sample.files(modality).stream().filter(scales::containsKey).toList();
      if (!files.isEmpty()) {
        found.put(files.get(0), text(files, scales));
      }
    }
    List<Path> plain =
        found.entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    Map.Entry<Path, String> scaled =
        found.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .findFirst()
            .orElse(null);
    if (plain.isEmpty() || scaled == null) {
      return;
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of(
                "ScalesDiffer",
                String.format(
                    Locale.ROOT,
                    "%d of %d samples of %s define no scale and offset, others do: %s in %s, for"
                        + " example",
                    plain.size(),
                    found.size(),
                    modality,
                    scaled.getValue(),
                    scaled.getKey().getFileName()))
            .at(plain.get(0).toString())
            .expecting("tags in all files of a modality, or in none")
            .next(
                String.format(
                    Locale.ROOT,
                    "if files without tags store plain values, set `dataset.mixed_scales=true`; to"
                        + " ignore all tags, set `+dataset.scale.%s=1`",
                    modality)));
  }

  /** The scales and offsets of a sample; empty if it defines none. */
  private static String text(List<Path> files, Map<Path, List<BandScale>> scales) {
    return files.stream()
        .flatMap(file -> scales.getOrDefault(file, List.of()).stream())
        .filter(BandScale::changes)
        .distinct()
        .limit(3)
        .map(band -> band.scale() + " and " + band.offset())
        .collect(Collectors.joining(", "));
  }
}
