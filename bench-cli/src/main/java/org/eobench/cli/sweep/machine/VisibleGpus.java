package org.eobench.cli.sweep.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The GPUs that the jobs of a sweep can use, as values of {@code CUDA_VISIBLE_DEVICES}. */
public final class VisibleGpus {
  /** The variable by which CUDA shows a process some of the GPUs, which it then counts from 0. */
  public static final String VARIABLE = "CUDA_VISIBLE_DEVICES";

  private static final int SECONDS = 20;

  private VisibleGpus() {}

  /**
   * The GPUs of this process, from the variable or from {@code nvidia-smi}; none without a driver.
   */
  public static List<String> ofProcess() {
    return of(System.getenv(VARIABLE), VisibleGpus::driversList);
  }

  /**
   * The GPUs.
   *
   * @param variable value of the variable, or null if it is not set
   * @param list output of {@code nvidia-smi -L}, one line per GPU
   */
  static List<String> of(@Nullable String variable, Supplier<List<String>> list) {
    if (variable != null) {
      return Arrays.stream(variable.split(",", -1))
          .map(String::strip)
          .takeWhile(name -> !name.isEmpty() && !name.equals("-1")) // CUDA stops there as well
          .toList();
    }
    long count = list.get().stream().filter(line -> line.matches("GPU \\d+: .*")).count();
    return IntStream.range(0, (int) count).mapToObj(String::valueOf).toList();
  }

  private static List<String> driversList() {
    try {
      Process process =
          new ProcessBuilder("nvidia-smi", "-L")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        List<String> all = lines.lines().toList();
        return process.waitFor(SECONDS, TimeUnit.SECONDS) ? all : List.of();
      }
    } catch (IOException noDriver) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
