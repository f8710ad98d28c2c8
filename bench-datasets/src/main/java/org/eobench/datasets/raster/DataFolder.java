package org.eobench.datasets.raster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** The folder of a data set, which reports missing files and where to get them. */
public final class DataFolder {
  /** Files and folders of each kind that a message names. */
  private static final int MOST_SHOWN = 10;

  private final Path root;
  private final String name;
  private final String source;

  private DataFolder(Path root, String name, String source) {
    this.root = root;
    this.name = name;
    this.source = source;
  }

  /**
   * The folder of {@code facts.rootPath()}.
   *
   * @throws BenchException if it is not set or does not exist
   */
  public static DataFolder of(DatasetFacts facts) {
    return of(facts, source(facts));
  }

  /**
   * Another folder than {@code facts.rootPath()}, such as one of generated data.
   *
   * @throws BenchException if it does not exist
   */
  public static DataFolder of(DatasetFacts facts, Path root) {
    return of(root, facts.datasetName(), source(facts));
  }

  private static String source(DatasetFacts facts) {
    String url = facts.downloadUrl();
    return url == null ? "copy the data there" : "download it from " + url + " and unpack it";
  }

  /**
   * Like {@link #of(DatasetFacts)}, with another instruction for getting the data.
   *
   * @param source the instruction, such as {@code copy it with gsutil}
   */
  public static DataFolder of(DatasetFacts facts, String source) {
    if (facts.rootPath() == null) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("MissingKey", "dataset.root_path is not set")
              .expecting("the folder of " + facts.datasetName())
              .next("set `dataset.root_path=FOLDER`"));
    }
    return of(facts.rootPath(), facts.datasetName(), source);
  }

  private static DataFolder of(Path path, String name, String source) {
    Path root = path.toAbsolutePath().normalize();
    DataFolder folder = new DataFolder(root, name, source);
    if (!Files.isDirectory(root)) {
      throw folder.missing(
          String.format(Locale.ROOT, "the folder of data set %s does not exist", folder.name),
          root);
    }
    return folder;
  }

  public Path root() {
    return root;
  }

  /** A required folder or file below the root. */
  public Path require(String relative) {
    Path path = root.resolve(relative);
    if (!Files.exists(path)) {
      throw missing(String.format(Locale.ROOT, "data set %s is incomplete", name), path);
    }
    return path;
  }

  /**
   * The files of a folder whose names end with {@code suffix}, sorted by name; at least one is
   * required.
   */
  public List<Path> files(Path folder, String suffix) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> found =
          all.filter(file -> name(file).endsWith(suffix) && !name(file).startsWith("."))
              .sorted(Comparator.comparing(DataFolder::name))
              .toList();
      if (found.isEmpty()) {
        throw missing(
            String.format(Locale.ROOT, "data set %s has no file *%s in this folder", name, suffix),
            folder);
      }
      return found;
    } catch (IOException failure) {
      throw missing("cannot read the folder: " + failure.getMessage(), folder);
    }
  }

  /** The file name without its folder. */
  public static String name(Path file) {
    Path last = file.getFileName();
    return last == null ? file.toString() : last.toString();
  }

  /**
   * Throws one error for all missing files: how many of each folder, and the first of them.
   *
   * @param files in the order in which the first ones are named
   */
  public void requireAll(List<Path> files) {
    List<Path> absent = files.stream().filter(file -> !Files.isRegularFile(file)).toList();
    if (absent.isEmpty()) {
      return;
    }
    Map<String, Integer> byFolder = new LinkedHashMap<>();
    for (Path file : absent) {
      Path folder = root.relativize(file.toAbsolutePath().normalize()).getParent();
      byFolder.merge(folder == null ? "." : folder.toString(), 1, Integer::sum);
    }
    String folders =
        byFolder.entrySet().stream()
            .limit(MOST_SHOWN)
            .map(entry -> entry.getValue() + " in " + entry.getKey())
            .collect(Collectors.joining(", "));
    String names =
        absent.stream().limit(MOST_SHOWN).map(Path::toString).collect(Collectors.joining(", "));
    throw new BenchException(
        ExitCode.DATA,
        missing(
            String.format(
                Locale.ROOT,
                "data set %s lacks %d of %d files: %s%s",
                name,
                absent.size(),
                files.size(),
                folders,
                byFolder.size() > MOST_SHOWN ? ", …" : ""),
            names + (absent.size() > MOST_SHOWN ? ", …" : "")));
  }

  private BenchException missing(String what, Path where) {
    return new BenchException(ExitCode.DATA, missing(what, where.toString()));
  }

  private Problem missing(String what, String where) {
    return Problem.of("MissingData", what)
        .at(where)
        .expecting("the files of " + name + " below " + root)
        .next(source + ", or set its location with `dataset.root_path=FOLDER`");
  }
}
