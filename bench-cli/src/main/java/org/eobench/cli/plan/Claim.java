package org.eobench.cli.plan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.eobench.core.io.AtomicFile;

/**
 * A line of a plan that this process alone works on. Its file stays locked while the claim is open,
 * and is touched now and then, so that other processes see that its holder lives.
 */
final class Claim implements Closeable {
  private static final Duration BETWEEN_TOUCHES = Duration.ofSeconds(30);

  private final int index;
  private final Path file;
  private final FileChannel locked;
  private Instant touched = Instant.now();

  Claim(int index, Path file, FileChannel locked) {
    this.index = index;
    this.file = file;
    this.locked = locked;
  }

  /** The number of the line. */
  int index() {
    return index;
  }

  /** Shows other machines that the holder lives. */
  void touch() {
    Instant now = Instant.now();
    if (Duration.between(touched, now).compareTo(BETWEEN_TOUCHES) > 0) {
      touched = now;
      try {
        // Through the file system, whose clock the others compare it with.
        Files.setLastModifiedTime(file, FileTime.from(now));
      } catch (IOException unreachable) {
        return; // the next touch may succeed
      }
    }
  }

  /** Gives the line back, unfinished, for the next process. */
  void release() {
    AtomicFile.writeString(Claims.released(file), "");
  }

  @Override
  public void close() {
    try {
      locked.close();
    } catch (IOException failure) {
      throw AtomicFile.failed(file, failure);
    }
  }
}
