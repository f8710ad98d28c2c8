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
 * Creates a folder with all its files or not at all, even if two processes create it at the same
 * time: each fills its own temporary folder, and the first to finish renames it.
 */
public final class AtomicFolder {
  private AtomicFolder() {}

  /** Fills a new folder. */
  @FunctionalInterface
  public interface Body {
    void fill(Path folder) throws IOException;
  }

  /**
   * Creates {@code target} unless it exists.
   *
   * @return whether this call created it
   * @throws BenchException when it cannot be written; nothing is left behind
   */
  public static boolean create(Path target, Body body) {
    Path whole = target.toAbsolutePath();
    if (Files.isDirectory(whole)) {
      return false;
    }
    Path part = UnfinishedFiles.partOf(whole);
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
        return false; // Another process was faster.
      }
      throw failure;
    }
    Path parent = whole.getParent();
    if (parent != null) {
      AtomicFile.forceFolder(parent);
    }
    return true;
  }

  /** Removes a temporary folder with all in it, as far as the system allows. */
  public static void remove(Path part) {
    if (!Files.exists(part)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(part)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException failure) {
      // The first failure is the one to report; a hidden .part folder does no harm.
      return;
    }
  }
}
