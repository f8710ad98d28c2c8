package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeMemoryTest {
  /** Beyond 32 MiB, glibc never keeps a block of its own accord. */
  private static final Shape OF_40_MIB = new Shape(10, 1 << 20);

  @Test
  @EnabledOnOs(OS.LINUX)
  void freedArraysServeLaterOnes() throws IOException {
    long fewest = Long.MAX_VALUE;
    try (NDManager manager = TorchEngine.get().newBaseManager(Device.cpu())) {
      for (int i = 0; i < 16; i++) {
        long before = pageFaults();
        manager.ones(OF_40_MIB).close();
        fewest = Math.min(fewest, pageFaults() - before);
      }
    }
    assertThat(fewest).isLessThan(2_000); // 10,240 pages of new memory
  }

  @ParameterizedTest
  @ValueSource(strings = {"MALLOC_MMAP_MAX_", "MALLOC_TRIM_THRESHOLD_", "GLIBC_TUNABLES"})
  void leavesAloneWhatAUserSet(String variable) {
    assertThat(NativeMemory.keep(Map.of(variable, "1"))).isFalse();
  }

  /** Pages that this process had to be given without a disk, the tenth field of the file. */
  private static long pageFaults() throws IOException {
    String[] fields = Files.readString(Path.of("/proc/self/stat")).split(" ");
    return Long.parseLong(fields[9]);
  }
}
