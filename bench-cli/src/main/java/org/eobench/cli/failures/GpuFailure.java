package org.eobench.cli.failures;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eobench.core.error.Problem;

/** Explains libtorch's error messages about a GPU. */
final class GpuFailure {
  private static final List<String> SIGNS = List.of("cuda error", "cudnn_status", "cublas_status");

  private GpuFailure() {}

  /** The problem behind an error message; empty if it is not about a GPU. */
  static Optional<Problem> explain(String text) {
    for (String line : text.lines().toList()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.contains("cuda out of memory") || lower.contains("cuda error: out of memory")) {
        return Optional.of(memory(plain(line)));
      }
      if (SIGNS.stream().anyMatch(lower::contains)) {
        return Optional.of(failed(plain(line)));
      }
    }
    return Optional.empty();
  }

  private static Problem memory(String line) {
    int advice = line.indexOf(" Of the allocated memory");
    return Problem.of(
            "GpuOutOfMemory",
            "the GPU's memory is full: " + (advice < 0 ? line : line.substring(0, advice)))
        .expecting("a batch that fits into GPU memory together with the model")
        .next(
            """
            lower batch_size while it trains, test_batch_size or
            task.evaluator.sliding_inference_batch while it is tested; \
            `task.trainer.precision=bf16` halves much of it
            nvidia-smi shows whether another program holds memory; `device=cpu` needs none of it\
            """);
  }

  private static Problem failed(String line) {
    return Problem.of("GpuFailed", "the GPU or its driver failed: " + line)
        .next(
            """
            see whether `device=cpu` works with the same arguments
            nvidia-smi shows GPU and driver; docs/gpu.md says which libraries fit which driver\
            """);
  }

  /** Removes the exception name that TorchScript puts before a message. */
  private static String plain(String line) {
    return line.strip().replaceFirst("^(torch\\.)?[A-Za-z]*Error: ", "");
  }
}
