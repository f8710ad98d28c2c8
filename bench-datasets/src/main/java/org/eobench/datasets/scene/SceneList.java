package org.eobench.datasets.scene;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.raster.GridBands.BandFile;
import org.eobench.datasets.scene.SceneSpec.SceneDate;
import org.jspecify.annotations.Nullable;

/** The scenes that a user names. */
public final class SceneList {
  private static final String STAC = ".*\\.(geo)?json";

  private SceneList() {}

  /**
   * The scenes of files and folders: each raster file is one with all bands, and so is each STAC
   * item.
   *
   * @param time when rasters were taken (UTC), or null if unknown
   * @param bandNames names in STAC items of bands that are called otherwise in the data set
   * @throws BenchException if there is no such file, a folder has no rasters, or two scenes have
   *     one name
   */
  public static List<SceneSpec> of(
      List<Path> inputs,
      SceneRules rules,
      @Nullable LocalDateTime time,
      Map<String, String> bandNames) {
    List<SceneSpec> scenes = new ArrayList<>();
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        List<Path> files = SceneFolder.list(input);
        if (files.isEmpty()) {
          throw new BenchException(
              ExitCode.DATA,
              Problem.of("UnknownData", "the folder has no GeoTIFF and no VRT")
                  .at(input.toString())
                  .expecting("files with the extension tif, tiff or vrt"));
        }
        files.forEach(file -> scenes.add(whole(file, rules, time)));
      } else if (input.toString().toLowerCase(Locale.ROOT).matches(STAC)) {
        scenes.addAll(StacScenes.list(input, rules, bandNames));
      } else {
        scenes.add(whole(input, rules, time));
      }
    }
    requireOwnNames(scenes);
    return scenes;
  }

  private static SceneSpec whole(Path file, SceneRules rules, @Nullable LocalDateTime time) {
    if (rules.modalities().size() > 1) {
      List<String> flags =
          rules.modalities().stream().map(modality -> "--input " + modality + "=FILE").toList();
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("UnknownModality", "a single file has one modality, but the run takes several")
              .at(file.toString())
              .expecting("a file for each of " + rules.modalities())
              .next("give `" + String.join(" ", flags) + "`"));
    }
    String modality = rules.modalities().get(0);
    return of(List.of(new ModalityFile(modality, file, time)), rules);
  }

  /**
   * The scene of files of several modalities or dates; dates are in the order of the files.
   *
   * @throws BenchException {@code UnknownModality} for a modality that the run does not take
   */
  public static SceneSpec of(List<ModalityFile> files, SceneRules rules) {
    Map<String, List<SceneDate>> given = new LinkedHashMap<>();
    for (ModalityFile file : files) {
      SceneRules.requireModality(file.modality(), rules.modalities(), "--input");
      List<String> bands = rules.files().getOrDefault(file.modality(), List.of());
      given
          .computeIfAbsent(file.modality(), modality -> new ArrayList<>())
          .add(new SceneDate(List.of(new BandFile(file.file(), bands)), file.time()));
    }
    Map<String, List<SceneDate>> dates = new LinkedHashMap<>();
    for (String modality : rules.modalities()) {
      if (given.containsKey(modality)) {
        dates.put(modality, given.getOrDefault(modality, List.of()));
      }
    }
    Path first = dates.values().iterator().next().get(0).files().get(0).path();
    String stem = first.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    return new SceneSpec(stem, dates);
  }

  private static void requireOwnNames(List<SceneSpec> scenes) {
    Set<String> names = new HashSet<>();
    for (SceneSpec scene : scenes) {
      if (!names.add(scene.id())) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("SameName", "two scenes would have the output " + scene.id() + ".tif")
                .at(scene.files().get(0).toString())
                .expecting("scenes with different names")
                .next("predict them in two calls, into different folders"));
      }
    }
  }
}
