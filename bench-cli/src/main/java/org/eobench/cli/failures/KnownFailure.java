package org.eobench.cli.failures;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eobench.core.error.FileNames;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchEngine;

/**
 * Failures of the machine instead of the user's input: memory, disk, native library. They can occur
 * at any point, so they are recognised centrally here.
 */
final class KnownFailure {
  private static final int DEEPEST = 20;

  private KnownFailure() {}

  /** A failure and its causes, outermost first. */
  static List<Throwable> causes(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = failure; t != null && chain.size() < DEEPEST; t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  /** The explanation of a known machine failure; empty for anything else. */
  static List<Problem> explain(Throwable failure) {
    for (Throwable cause : causes(failure)) {
      String text = String.valueOf(cause.getMessage());
      String lower = text.toLowerCase(Locale.ROOT);
      if (cause instanceof IOException failed && saysDiskFull(lower)) {
        return List.of(diskFull(failed));
      }
      Optional<Problem> ofGpu = GpuFailure.explain(text);
      if (ofGpu.isPresent()) {
        return List.of(ofGpu.get());
      }
      if (cause instanceof OutOfMemoryError || lower.contains("out of memory")) {
        return List.of(memory(text));
      }
      if (lower.contains("can't allocate memory")) {
        return List.of(memory(firstLine(text)));
      }
      if (cause instanceof UnsatisfiedLinkError
          || lower.contains("failed to load pytorch native library")
          || lower.contains("cannot copy jni files")) {
        return List.of(TorchEngine.explain(failure));
      }
      if (cause instanceof AccessDeniedException denied) {
        return List.of(accessDenied(denied));
      }
      if (cause instanceof InvalidPathException refused) {
        return List.of(FileNames.refused(refused));
      }
    }
    return List.of();
  }

  private static boolean saysDiskFull(String text) {
    return text.contains("no space left on device")
        || text.contains("file too large")
        || text.contains("disk quota exceeded");
  }

  private static Problem diskFull(IOException failure) {
    String file = failure instanceof FileSystemException known ? known.getFile() : null;
    return Problem.of("DiskFull", "cannot write a file: " + failure.getMessage())
        .at(file == null ? "" : file)
        .expecting("free space in the folders of runs and caches")
        .next(
            "free some space or choose another folder, then repeat the command with `resume=true`");
  }

  private static Problem memory(String text) {
    return Problem.of("OutOfMemory", "not enough memory: " + firstLine(text))
        .expecting(
            String.format(
                Locale.ROOT,
                "a batch that fits (Java heap now at most %d MB)",
                Runtime.getRuntime().maxMemory() >> 20))
        .next(
            "reduce batch_size or num_workers, or increase Java's heap: `java -Xmx8g -jar bench.jar"
                + " ARGUMENTS` (`BENCH_JAVA_OPTS=-Xmx8g ./bench ARGUMENTS`)");
  }

  private static Problem accessDenied(AccessDeniedException denied) {
    return Problem.of("AccessDenied", "no permission for " + denied.getFile())
        .expecting("a file or folder that this user can read and write")
        .next("change its permissions or choose another folder");
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
