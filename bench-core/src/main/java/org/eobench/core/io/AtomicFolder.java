package org.eobench.core.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;

/**
 * Makes a folder that is there with all its files or not at all, even when two programs make it at
 * the same time: each fills a folder of its own, and the first to finish gives it the name.
 */
public final class AtomicFolder {
  private AtomicFolder() {}

  /** Fills a fresh folder. */
  @FunctionalInterface
  public interface Body {
    void fill(Path folder) throws IOException;
  }

  /**
   * Makes {@code target} unless it is there.
   *
   * @return whether this call made it
   * @throws BenchException when it cannot be written; nothing is left behind then
   */
  public static boolean create(Path target, Body body) {
    Path whole = target.toAbsolutePath();
    if (Files.isDirectory(whole)) {
      return false;
    }
    Path part = UnfinishedFiles.beside(whole);
    try {
      Files.createDirectories(part);
      body.fill(part);
      return rename(part, whole);
    } catch (IOException failure) {
      throw AtomicFile.failed(whole, failure);
    } finally {
      remove(part);
    }
  }

  private static boolean rename(Path part, Path whole) throws IOException {
    try {
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      if (Files.isDirectory(whole)) {
        return false; // Another program was faster.
      }
      throw failure;
    }
    Path parent = whole.getParent();
    if (parent != null) {
      AtomicFile.forceFolder(parent);
    }
    return true;
  }

  private static void remove(Path part) {
    if (!Files.exists(part)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(part)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException failure) {
      // The first failure is the one to tell; a hidden .part folder does no harm.
      return;
    }
  }
}
