package org.eobench.datasets.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.raster.DataFolder;

/** Finds the files of each sample and says what is missing. */
final class FolderFiles {
  private FolderFiles() {}

  /**
   * The files of every sample by its name, sorted: one image per modality in the config's order,
   * then the mask.
   */
  static Map<String, List<Path>> list(DataFolder folder, FolderConfig config) {
    List<FilePattern> patterns = new ArrayList<>();
    config
        .images()
        .forEach((modality, text) -> patterns.add(FilePattern.parse("images." + modality, text)));
    FilePattern mask = FilePattern.parse("mask", config.mask());
    patterns.add(mask);
    Path root = folder.root();
    Map<String, List<Path>> samples = new TreeMap<>();
    List<Path> all = new ArrayList<>();
    for (String name : names(patterns.get(0), mask, root)) {
      List<Path> files = patterns.stream().map(pattern -> pattern.resolve(root, name)).toList();
      samples.put(name, files);
      all.addAll(files);
    }
    if (samples.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingData", "no file fits the pattern " + patterns.get(0))
              .at(root.toString())
              .expecting("GeoTIFFs such as " + patterns.get(0).resolve(root, "NAME"))
              .next("check dataset.root_path and dataset.images"));
    }
    folder.requireAll(all);
    return new LinkedHashMap<>(samples);
  }

  /** Names of the images; a mask that fits the images' pattern as well is no image. */
  private static List<String> names(FilePattern images, FilePattern mask, Path root) {
    try {
      Map<String, Path> masks = mask.find(root);
      List<String> names = new ArrayList<>();
      images
          .find(root)
          .forEach(
              (name, file) -> {
                if (!masks.containsValue(file)) {
                  names.add(name);
                }
              });
      return names;
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingData", "the folder cannot be listed: " + failure.getMessage())
              .at(root.toString()));
    }
  }
}
