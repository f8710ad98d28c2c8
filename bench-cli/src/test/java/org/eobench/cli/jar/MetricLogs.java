package org.eobench.cli.jar;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The metric logs of runs that go on, whose checkpoints come and go meanwhile. */
final class MetricLogs {
  private MetricLogs() {}

  /** A {@code metrics.jsonl} below a folder with at least so many lines; null if there is none. */
  static @Nullable Path withLines(Path folder, int count) throws IOException {
    AtomicReference<@Nullable Path> found = new AtomicReference<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.endsWith("metrics.jsonl") || Files.readAllLines(file).size() < count) {
              return FileVisitResult.CONTINUE;
            }
            found.set(file);
            return FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path gone, IOException failure) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found.get();
  }
}
