package org.eobench.core.parallel;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The place of a process in a group.
 *
 * @param number from 0, which leads
 * @param size processes of the group
 * @param folder holds the group's files
 */
public record Rank(int number, int size, Path folder) {
  /** Processes of a group at most. */
  public static final int MOST = 64;

  public Rank {
    if (size < 2 || size > MOST || number < 0 || number >= size) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "process %d of %d, of at most %d", number, size, MOST));
    }
  }

  /** Whether the process leads the group: it alone validates and writes. */
  public boolean leads() {
    return number == 0;
  }

  /** Flags, numbers and texts that the processes exchange. */
  Path board() {
    return folder.resolve("board");
  }

  /** Arrays that the processes exchange. */
  Path area() {
    return folder.resolve("area");
  }

  /** A folder for what this process alone writes. */
  public Path scratch() {
    return folder.resolve("process-" + number);
  }

  /** Why a process failed. */
  Path failure(int process) {
    return folder.resolve("failure-" + process + ".json");
  }
}
