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
 * Temporary files in the system's temporary folder, readable only by their owner. A killed process
 * leaves them behind; the next process that creates such a file removes them, see {@link
 * UnfinishedFiles#removeStale(Path)}.
 */
public final class TemporaryFiles {
  private static final String NAME = "eobench-";

  private TemporaryFiles() {}

  /**
   * Creates an empty file, which the caller deletes.
   *
   * @param purpose word that becomes part of its name
   * @throws BenchException when it cannot be created in the temporary folder
   */
  public static Path file(String purpose) {
    return file(system(), purpose);
  }

  /**
   * Creates an empty folder, which the caller deletes.
   *
   * @param purpose word that becomes part of its name
   * @throws BenchException when it cannot be created in the temporary folder
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
                  "cannot create a temporary file: "
                      + failure.getClass().getSimpleName()
                      + ": "
                      + failure.getMessage())
              .at(system.toString())
              .expecting("a writable folder for temporary files")
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
    return UnfinishedFiles.partOf(system.resolve(NAME + purpose));
  }

  /** Removes files that earlier processes of the owner of {@code mine} left in the same folder. */
  static void removeStale(Path mine) {
    try {
      UnfinishedFiles.removeStale(mine, NAME);
    } catch (IOException | UnsupportedOperationException unknown) {
      return; // files of unknown owners stay
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
