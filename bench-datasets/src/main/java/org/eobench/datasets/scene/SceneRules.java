package org.eobench.datasets.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.run.LoadedRun;
import org.eobench.datasets.folder.FolderConfig;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a run's scenes are read: as the data set that it was trained on reads its own.
 *
 * @param files names of the bands of a file with all of them, in file order, by modality
 * @param nodata nodata value in place of that of the files, by modality
 * @param scale scale and offset in place of those of the files, by modality
 */
public record SceneRules(
    Map<String, List<String>> files, Map<String, Double> nodata, Map<String, BandScale> scale) {

  /**
   * The rules of a run.
   *
   * @param bands bands of the files where they are not those of the data set, by modality; the key
   *     is empty for a run with one modality
   * @throws BenchException {@code UnknownBand} or {@code UnknownModality} for names that the data
   *     set does not have
   */
  public static SceneRules of(LoadedRun run, Map<String, List<String>> bands) {
    Map<String, List<String>> files = new LinkedHashMap<>();
    Map<String, Double> nodata = new LinkedHashMap<>();
    Map<String, BandScale> scale = new LinkedHashMap<>();
    FolderConfig folder =
        run.plan().dataset().config() instanceof FolderConfig config ? config : null;
    run.spec()
        .bands()
        .forEach(
            (modality, list) -> {
              List<String> names = list.stream().map(Band::name).toList();
              files.put(modality, folder == null ? names : folder.layout().fileBands(modality));
              if (folder != null) {
                put(nodata, modality, folder.nodata().get(modality));
                put(scale, modality, folder.bandScale(modality));
              }
            });
    List<String> modalities = new ArrayList<>(files.keySet());
    bands.forEach(
        (modality, names) -> {
          String of = modality.isEmpty() && modalities.size() == 1 ? modalities.get(0) : modality;
          requireModality(of, modalities, "--bands");
          files.put(of, names);
        });
    return new SceneRules(files, nodata, scale);
  }

  private static <T> void put(Map<String, T> map, String key, @Nullable T value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  /**
   * Checks the name of a modality.
   *
   * @param flag where it was given
   */
  static void requireModality(String modality, List<String> known, String flag) {
    if (!known.contains(modality)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "UnknownModality",
                  modality.isEmpty()
                      ? "the run has several modalities, so each file needs one"
                      : "the run has no modality " + modality)
              .at(flag)
              .expecting(Suggest.sentence(modality, known)));
    }
  }

  /** The modalities of the data set, the main one first. */
  List<String> modalities() {
    return List.copyOf(files.keySet());
  }

  /** What changes the numbers that are read, as a text. */
  String text() {
    return files + ", nodata " + nodata + ", scale " + scale;
  }
}
