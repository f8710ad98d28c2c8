package org.eobench.datasets.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.datasets.raster.DataFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the files of each sample and reports missing ones. */
final class FolderFiles {
  private static final Logger LOG = LoggerFactory.getLogger(FolderFiles.class);
  private static final int MOST_NAMED = 5;

  private FolderFiles() {}

  /** The patterns of a sample's files: one per modality in the config's order, then the mask. */
  static List<FilePattern> patterns(FolderConfig config) {
    List<FilePattern> patterns = new ArrayList<>();
    config
        .images()
        .forEach((modality, text) -> patterns.add(FilePattern.parse("images." + modality, text)));
    patterns.add(FilePattern.parse("mask", config.masks().files()));
    return patterns;
  }

  /**
   * The files of every sample by its name, sorted: one image per modality in the config's order,
   * then the mask. Names without an image of the first modality are skipped with a warning.
   *
   * @throws BenchException if there is no image, or an image lacks another modality or its mask
   */
  static Map<String, List<Path>> list(DataFolder folder, FolderConfig config) {
    List<FilePattern> patterns = patterns(config);
    List<String> kinds = new ArrayList<>(config.images().keySet());
    kinds.add("mask");
    Path root = folder.root();
    List<Map<String, Path>> found = new ArrayList<>();
    patterns.forEach(pattern -> found.add(find(pattern, root)));
    Map<String, Path> images = found.get(0);
    // A mask that also matches the images' pattern is not an image.
    images.values().removeAll(found.get(found.size() - 1).values());
    Set<String> others = new TreeSet<>(others(patterns.get(0), root).keySet());
    others.removeAll(images.keySet());
    if (images.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingData", "no file matches the pattern " + patterns.get(0))
              .at(root.toString())
              .expecting(
                  others.isEmpty()
                      ? "GeoTIFFs such as " + patterns.get(0).resolve(root, "NAME")
                      : "did you mean " + patterns.get(0).otherExtension().orElseThrow() + "?")
              .next("check dataset.root_path and dataset.images"));
    }
    if (!others.isEmpty()) {
      LOG.warn(
          "{} files match {} instead of {} and are ignored unless renamed: {}",
          others.size(),
          patterns.get(0).otherExtension().orElseThrow(),
          patterns.get(0),
          some(others));
    }
    Problems problems = new Problems();
    for (int i = 1; i < patterns.size(); i++) {
      Set<String> orphans = new TreeSet<>(found.get(i).keySet());
      orphans.removeAll(images.keySet());
      Set<String> absent = new TreeSet<>(images.keySet());
      absent.removeAll(found.get(i).keySet());
      if (!absent.isEmpty()) {
        problems.add(absent(kinds.get(i), patterns.get(i), root, absent, images.size(), orphans));
      } else if (!orphans.isEmpty()) {
        LOG.warn(
            "{} of {} files {} have no image {} and are ignored: {}",
            orphans.size(),
            found.get(i).size(),
            patterns.get(i),
            patterns.get(0),
            some(orphans));
      }
    }
    problems.throwIfAny(ExitCode.DATA);
    Map<String, List<Path>> samples = new LinkedHashMap<>();
    images.keySet().stream().sorted().forEach(name -> samples.put(name, files(name, found)));
    return samples;
  }

  private static List<Path> files(String name, List<Map<String, Path>> found) {
    return found.stream().map(files -> Objects.requireNonNull(files.get(name))).toList();
  }

  /** The problem of images that lack a file of one kind. */
  private static Problem absent(
      String kind,
      FilePattern pattern,
      Path root,
      Set<String> absent,
      int images,
      Set<String> orphans) {
    String first = absent.iterator().next();
    List<String> near = Suggest.nearest(first, orphans);
    Path other = others(pattern, root).get(first);
    String none = kind.equals("mask") ? "mask" : kind + " image";
    return Problem.of(
            "MissingFile",
            String.format(
                Locale.ROOT,
                "%d of %d images have no %s: %s",
                absent.size(),
                images,
                none,
                some(absent)))
        .at(pattern.resolve(root, first).toString())
        .expecting(
            other != null
                ? "that name, but there is " + other
                : near.isEmpty()
                    ? "a file " + pattern + " for every image"
                    : "did you mean " + pattern.resolve(root, near.get(0)) + "?")
        .next(
            "add these files, move the images away, or correct dataset."
                + (kind.equals("mask") ? "mask" : "images." + kind));
  }

  /** Files that match except for the spelling of the extension (.tif or .tiff), by name. */
  private static Map<String, Path> others(FilePattern pattern, Path root) {
    return pattern.otherExtension().map(other -> find(other, root)).orElse(Map.of());
  }

  private static String some(Set<String> names) {
    String text = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMED ? text + " …" : text;
  }

  private static Map<String, Path> find(FilePattern pattern, Path root) {
    try {
      return pattern.find(root);
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingData", "cannot list the folder: " + failure.getMessage())
              .at(root.toString()));
    }
  }
}
