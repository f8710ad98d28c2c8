package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;

/** Reads files that may be hostile, and watches time and memory meanwhile. */
public final class Guarded {
  /** Generous: the slowest of these files takes a second on a busy machine. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final long SPARE_BYTES = 32L << 20;

  /** Objects of Python take about so many bytes in Java for each byte of a pickle. */
  private static final long BYTES_PER_BYTE = 200;

  private Guarded() {}

  /** Opens a file and reads every value. */
  public static void readAll(Path path) {
    try (TensorFile file = TensorFile.open(path)) {
      for (TensorInfo info : file.tensors()) {
        file.stats(info.name());
        file.floats(info.name());
      }
    }
  }

  /** Bytes that this thread allocated since it started. */
  static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /**
   * Asserts that reading ends soon, with a sentence and the right exit code, and takes no more
   * memory than a file of that size may.
   *
   * @return the sentence
   */
  public static String refusal(Path path) throws IOException {
    long allowed = SPARE_BYTES + BYTES_PER_BYTE * Math.min(Files.size(path), 1 << 24);
    return assertTimeoutPreemptively(
        LIMIT,
        () -> {
          long before = allocated();
          try {
            readAll(path);
          } catch (BenchException refused) {
            assertThat(allocated() - before).as("bytes allocated").isLessThan(allowed);
            assertThat(refused.exitCode()).isEqualTo(ExitCode.WEIGHTS);
            assertThat(refused.problems()).hasSize(1);
            assertThat(refused).hasMessageContaining(path.getFileName().toString());
            assertThat(refused.getMessage()).hasSizeLessThan(3000);
            return refused.getMessage();
          }
          throw new AssertionError("the file was read");
        });
  }
}
