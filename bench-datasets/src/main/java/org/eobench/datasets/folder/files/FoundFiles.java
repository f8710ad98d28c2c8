package org.eobench.datasets.folder.files;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The files that match a pattern.
 *
 * @param files values of the placeholders and the file, sorted by path
 */
record FoundFiles(List<Found> files) {

  /** A file and the values of the pattern's placeholders in its path. */
  record Found(Map<String, String> values, Path file) {}

  /**
   * Finds the files below a folder. Of two that differ only in the case of the extension, the one
   * with the case of the pattern counts.
   */
  static FoundFiles of(FilePattern pattern, Path root) {
    try {
      return new FoundFiles(list(pattern, root));
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingData", "cannot list the folder: " + failure.getMessage())
              .at(root.toString()));
    }
  }

  private static List<Found> list(FilePattern pattern, Path root) throws IOException {
    FilePattern.PathMatch matcher = pattern.matcher();
    Map<Map<String, String>, Path> found = new LinkedHashMap<>();
    Files.walkFileTree(
        root,
        Set.of(FileVisitOption.FOLLOW_LINKS),
        pattern.depth(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              matcher
                  .values(root.relativize(file).toString().replace('\\', '/'))
                  .ifPresent(values -> found.merge(values, file, (a, b) -> nearer(pattern, a, b)));
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
    List<Found> files = new ArrayList<>();
    found.forEach((values, file) -> files.add(new Found(values, file)));
    files.sort(Comparator.comparing(one -> one.file().toString()));
    return List.copyOf(files);
  }

  private static Path nearer(FilePattern pattern, Path one, Path other) {
    return other.toString().endsWith(pattern.extension()) ? other : one;
  }
}
