package org.eobench.core.io;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that are needed for a moment, in the system's folder for such files. A process that is
 * killed leaves them behind; the next one that makes such a file removes them, see {@link
 * UnfinishedFiles#removeStale(Path)}. Nobody but their owner can read them.
 */
public final class TemporaryFiles {
  private static final String NAME = "eobench-";

  private TemporaryFiles() {}

  /**
   * Makes an empty file, which the caller deletes.
   *
   * @param purpose a word that its name holds
   */
  public static Path file(String purpose) throws IOException {
    Path file = Files.createFile(in(system(), purpose), permissions("rw-------"));
    removeStale(file);
    return file;
  }

  /**
   * Makes an empty folder, which the caller deletes.
   *
   * @param purpose a word that its name holds
   */
  public static Path folder(String purpose) throws IOException {
    Path folder = Files.createDirectory(in(system(), purpose), permissions("rwx------"));
    removeStale(folder);
    return folder;
  }

  private static Path system() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  static Path in(Path system, String purpose) {
    return UnfinishedFiles.beside(system.resolve(NAME + purpose));
  }

  /** Removes what earlier processes of the owner of {@code mine} left beside it. */
  static void removeStale(Path mine) {
    try {
      UnfinishedFiles.removeStale(mine, NAME);
    } catch (IOException | UnsupportedOperationException unknown) {
      return; // what cannot be said to be ours is left
    }
  }

  private static FileAttribute<?>[] permissions(String text) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
