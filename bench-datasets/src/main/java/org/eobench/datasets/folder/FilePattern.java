package org.eobench.datasets.folder;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A path below a folder with one placeholder, {@code *} or {@code {id}}, for a sample's name.
 *
 * @param before text before the placeholder
 * @param after text after it
 */
record FilePattern(String before, String after) {
  private static final String NAME = "{id}";

  /**
   * @param key key of the config, for the message
   */
  static FilePattern parse(String key, String pattern) {
    String plain = pattern.replace(NAME, "*");
    int at = plain.indexOf('*');
    if (at < 0 || plain.indexOf('*', at + 1) >= 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must have one placeholder * or {id} for the sample's name, not '%s'",
              key,
              pattern));
    }
    return new FilePattern(plain.substring(0, at), plain.substring(at + 1));
  }

  /** The file of a sample. */
  Path resolve(Path root, String id) {
    return root.resolve(before + id + after);
  }

  /** Every file that fits, by the name that stands for the placeholder, sorted by it. */
  Map<String, Path> find(Path root) throws IOException {
    int depth = (before + after).split("/", -1).length;
    Map<String, Path> found = new TreeMap<>();
    Files.walkFileTree(
        root,
        Set.of(FileVisitOption.FOLLOW_LINKS),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              id(root.relativize(file)).ifPresent(id -> found.put(id, file));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE; // What it leads to is visited anyway.
            }
            throw failure;
          }
        });
    return found;
  }

  private Optional<String> id(Path relative) {
    String path = relative.toString().replace('\\', '/');
    int end = path.length() - after.length();
    boolean fits = path.startsWith(before) && path.endsWith(after) && end > before.length();
    String id = fits ? path.substring(before.length(), end) : "";
    return fits && !id.contains("/") && !id.startsWith(".") ? Optional.of(id) : Optional.empty();
  }

  @Override
  public String toString() {
    return before + "*" + after;
  }
}
