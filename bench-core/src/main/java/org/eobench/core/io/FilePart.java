package org.eobench.core.io;

import java.nio.file.Path;

/**
 * A range of a file that is a file of its own, as in archives without compression.
 *
 * @param file the file around it
 * @param offset first byte
 * @param length number of bytes; negative stands for all up to the end
 */
public record FilePart(Path file, long offset, long length) {
  private static final long REST = -1;

  /** All of a file. */
  public static FilePart whole(Path file) {
    return new FilePart(file, 0, REST);
  }

  /** Whether it is all of the file. */
  public boolean isWhole() {
    return offset == 0 && length < 0;
  }
}
