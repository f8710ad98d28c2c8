package org.eobench.datasets.sen12mscrts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.JsonIndex;
import org.jspecify.annotations.Nullable;

/** Pairs of images of both sensors: as listed in a JSON file, or as found in a folder. */
final class ImagePairs {
  private static final String PAIR =
      "[Sentinel-1 file, Sentinel-2 file] of the same region, time and patch";

  private final List<SampleRef> pairs = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private ImagePairs() {}

  /** The pairs; the file of Sentinel-1 is the first one of a sample. */
  List<SampleRef> pairs() {
    return pairs;
  }

  /** What was left out, as sentences. */
  List<String> remarks() {
    return remarks;
  }

  /**
   * Reads a list.
   *
   * @throws BenchException with the first entry that is no pair
   */
  static List<SampleRef> listed(DataFolder folder, String list) {
    JsonIndex index = JsonIndex.read(folder.require(list), PAIR);
    List<SampleRef> refs = new ArrayList<>();
    for (int i = 0; i < index.root().size(); i++) {
      JsonNode pair = index.root().path(i);
      if (pair.size() != 2 || !pair.path(0).isTextual() || !pair.path(1).isTextual()) {
        throw index.wrong(i, "an entry of the list is no pair of files");
      }
      Path radar = folder.root().resolve(pair.path(0).asText()).normalize();
      Path optical = folder.root().resolve(pair.path(1).asText()).normalize();
      PatchName first = PatchName.of(radar);
      PatchName second = PatchName.of(optical);
      if (first == null || second == null) {
        throw index.wrong(i, "a file of the pair is not named as SEN12MS-CR-TS's files are");
      }
      if (!first.sensor().equals("s1") || !second.sensor().equals("s2")) {
        throw index.wrong(i, "the pair is not of Sentinel-1, then Sentinel-2");
      }
      if (!first.sample().equals(second.sample())) {
        throw index.wrong(
            i,
            String.format(
                Locale.ROOT,
                "the pair is of two places: %s and %s",
                first.sample(),
                second.sample()));
      }
      refs.add(new SampleRef(first.sample(), List.of(radar, optical)));
    }
    return refs;
  }

  /**
   * Pairs the images below a folder by region, time and patch.
   *
   * @param leaveOut whether images without a partner are left out; otherwise they are an error
   */
  static ImagePairs found(DataFolder folder, boolean leaveOut) {
    Map<PatchName, Path> radar = new TreeMap<>(PatchName.ORDER);
    Map<PatchName, Path> optical = new TreeMap<>(PatchName.ORDER);
    try (Stream<Path> files = Files.walk(folder.root())) {
      files.forEach(
          file -> {
            PatchName name = PatchName.of(file);
            if (name != null) {
              (name.sensor().equals("s1") ? radar : optical).put(name, file);
            }
          });
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    ImagePairs found = new ImagePairs();
    List<PatchName> alone = new ArrayList<>();
    radar.forEach(
        (name, file) -> {
          Path partner = optical.get(name);
          if (partner == null) {
            alone.add(name);
          } else {
            found.pairs.add(new SampleRef(name.sample(), List.of(file, partner)));
          }
        });
    optical.keySet().stream().filter(name -> !radar.containsKey(name)).forEach(alone::add);
    if (!alone.isEmpty() && !leaveOut) {
      PatchName first = alone.get(0);
      throw unpaired(
          alone.size(), first, first.sensor().equals("s1") ? radar.get(first) : optical.get(first));
    }
    if (!alone.isEmpty()) {
      found.remarks.add(
          String.format(
              Locale.ROOT,
              "%d images without an image of the other sensor are left out, such as %s of sample %s"
                  + " (dataset.unpaired=leave_out)",
              alone.size(),
              alone.get(0).sensor(),
              alone.get(0).sample()));
    }
    return found;
  }

  private static BenchException unpaired(int count, PatchName first, @Nullable Path file) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "MissingModality",
                String.format(
                    Locale.ROOT,
                    "sample %s has no image of %s; %d images have no partner",
                    first.sample(),
                    first.sensor().equals("s1") ? "Sentinel-2" : "Sentinel-1",
                    count))
            .at(String.valueOf(file))
            .expecting("an image of both sensors for each region, time and patch")
            .next(
                "copy the missing files, or leave such images out with"
                    + " `dataset.unpaired=leave_out`"));
  }
}
