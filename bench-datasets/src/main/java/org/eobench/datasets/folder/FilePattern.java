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
 * A path relative to a folder, with a placeholder {@code *} or {@code {id}} for the sample's name.
 *
 * @param before text before the placeholder
 * @param after text after it
 */
record FilePattern(String before, String after) {
  private static final String NAME = "{id}";

  /**
   * @param key key of the config, for error messages
   */
  static FilePattern parse(String key, String pattern) {
    String plain = pattern.replace(NAME, "*");
    int at = plain.indexOf('*');
    if (at < 0 || plain.indexOf('*', at + 1) >= 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must contain exactly one placeholder * or {id} for the sample's name, not '%s'",
              key,
              pattern));
    }
    return new FilePattern(plain.substring(0, at), plain.substring(at + 1));
  }

  /** The file of a sample. */
  Path resolve(Path root, String id) {
    return root.resolve(before + id + after);
  }

  /** The extension of the file name, from the last dot. */
  String extension() {
    int dot = after.lastIndexOf('.');
    return dot < 0 ? "" : after.substring(dot);
  }

  /** The same pattern with the other common TIFF extension, if it has one of them. */
  Optional<FilePattern> otherExtension() {
    String own = extension();
    String stem = after.substring(0, after.length() - own.length());
    return switch (own.toLowerCase(Locale.ROOT)) {
      case ".tif" -> Optional.of(new FilePattern(before, stem + ".tiff"));
      case ".tiff" -> Optional.of(new FilePattern(before, stem + ".tif"));
      default -> Optional.empty();
    };
  }

  /** All matching files by the name in place of the placeholder, sorted by this name. */
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
              id(root.relativize(file))
                  .ifPresent(id -> found.merge(id, file, FilePattern.this::nearer));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE; // The target of the link is visited anyway.
            }
            throw failure;
          }
        });
    return found;
  }

  /**
   * Selects the file that matches the case of the pattern, of two that differ only in the case of
   * the extension.
   */
  private Path nearer(Path one, Path other) {
    return other.toString().endsWith(after) ? other : one;
  }

  private Optional<String> id(Path relative) {
    return id(relative.toString().replace('\\', '/'), before);
  }

  /** The sample name in a listed path, which is relative to the folder or only a file name. */
  Optional<String> idOfListed(String listed) {
    String path = listed.replace('\\', '/').replaceFirst("^\\./", "");
    Optional<String> whole = id(path, before);
    return whole.isPresent()
        ? whole
        : id(
            path.substring(path.lastIndexOf('/') + 1),
            before.substring(before.lastIndexOf('/') + 1));
  }

  /** Matches the extension regardless of its case. */
  private Optional<String> id(String path, String start) {
    int end = path.length() - after.length();
    int dot = Math.max(after.lastIndexOf('.'), 0);
    boolean fits =
        end > start.length()
            && path.startsWith(start)
            && path.startsWith(after.substring(0, dot), end)
            && path.regionMatches(true, end + dot, after, dot, after.length() - dot);
    String id = fits ? path.substring(start.length(), end) : "";
    return fits && !id.contains("/") && !id.startsWith(".") ? Optional.of(id) : Optional.empty();
  }

  @Override
  public String toString() {
    return before + "*" + after;
  }
}
