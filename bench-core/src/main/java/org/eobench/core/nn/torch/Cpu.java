package org.eobench.core.nn.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processor of this machine. */
public final class Cpu {
  /** What {@link #model} returns where the system does not tell. */
  private static final String UNKNOWN = "unknown";

  private Cpu() {}

  /** Its name as Linux gives it, such as {@code AMD EPYC 9354 32-Core Processor}. */
  public static String model() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException notLinux) {
      return UNKNOWN;
    }
  }
}
