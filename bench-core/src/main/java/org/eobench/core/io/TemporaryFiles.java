package org.eobench.core.io;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

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
   * @throws BenchException when the system's folder takes none
   */
  public static Path file(String purpose) {
    return file(system(), purpose);
  }

  /**
   * Makes an empty folder, which the caller deletes.
   *
   * @param purpose a word that its name holds
   * @throws BenchException when the system's folder takes none
   */
  public static Path folder(String purpose) {
    return made(system(), purpose, path -> Files.createDirectory(path, permissions("rwx------")));
  }

  private interface Maker {
    void make(Path path) throws IOException;
  }

  static Path file(Path system, String purpose) {
    return made(system, purpose, path -> Files.createFile(path, permissions("rw-------")));
  }

  private static Path made(Path system, String purpose, Maker maker) {
    Path path = in(system, purpose);
    try {
      maker.make(path);
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of(
                  "CannotWrite",
                  "no temporary file can be made: "
                      + failure.getClass().getSimpleName()
                      + ": "
                      + failure.getMessage())
              .at(system.toString())
              .expecting("a folder for temporary files that can be written")
              .next("choose one with `java -Djava.io.tmpdir=FOLDER -jar bench.jar ARGUMENTS`"),
          failure);
    }
    removeStale(path);
    return path;
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
