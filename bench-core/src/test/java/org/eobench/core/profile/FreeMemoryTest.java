package org.eobench.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreeMemoryTest {
  @TempDir private Path folder;

  private long free(String limit) throws IOException {
    Path machine = folder.resolve("meminfo");
    Files.writeString(machine, "MemTotal:  8000 kB\nMemFree:  1000 kB\nMemAvailable:   5000 kB\n");
    Files.writeString(folder.resolve("memory.max"), limit + "\n");
    Files.writeString(folder.resolve("memory.current"), "1000\n");
    return FreeMemory.bytes(machine, folder).orElseThrow();
  }

  @Test
  void isWhatTheMachineHasOrTheContainerLeaves() throws IOException {
    assertThat(free("max")).isEqualTo(5000 * 1024);
    assertThat(free("3000")).isEqualTo(2000);
    assertThat(free("900000000000")).isEqualTo(5000 * 1024);
  }

  @Test
  void isUnknownElsewhere() {
    assertThat(FreeMemory.bytes(folder.resolve("absent"), folder)).isEmpty();
  }
}
