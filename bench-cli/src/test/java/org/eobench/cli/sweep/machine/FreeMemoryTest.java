package org.eobench.cli.sweep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {
  private static final String MEMORY = "MemTotal:  9000 kB\nMemAvailable:    8000 kB\n";
  private static final long KIB = 1024;

  @TempDir private Path proc;
  @TempDir private Path groups;

  private FreeMemory free() {
    return new FreeMemory(proc, groups);
  }

  @Test
  void isWhatTheSystemCallsAvailable() throws IOException {
    assertThat(free().bytes()).isEmpty();
    Files.writeString(proc.resolve("meminfo"), MEMORY);
    assertThat(free().bytes()).hasValue(8000 * KIB);
  }

  @Test
  void isLimitedByTheGroupsAroundTheProcess() throws IOException {
    Files.writeString(proc.resolve("meminfo"), MEMORY);
    group("0::/job_7/step_0\n");
    limit(groups.resolve("job_7/step_0"), "max", "500", "0");
    limit(groups.resolve("job_7"), "3000000", "2000000", "250000");
    assertThat(free().bytes()).hasValue(1_250_000);
    limit(groups.resolve("job_7/step_0"), "700000", "500000", "0");
    assertThat(free().bytes()).hasValue(200_000);
  }

  @Test
  void isLimitedByGroupsOfTheFirstVersion() throws IOException {
    Files.writeString(proc.resolve("meminfo"), MEMORY);
    group("3:cpuset:/\n2:memory:/job_7\n0::/\n");
    Path folder = Files.createDirectories(groups.resolve("memory/job_7"));
    Files.writeString(folder.resolve("memory.limit_in_bytes"), "3000000\n");
    Files.writeString(folder.resolve("memory.usage_in_bytes"), "1000000\n");
    Files.writeString(folder.resolve("memory.stat"), "inactive_file 5\ntotal_inactive_file 7\n");
    assertThat(free().bytes()).hasValue(2_000_007);
  }

  private void group(String lines) throws IOException {
    Files.createDirectories(proc.resolve("self"));
    Files.writeString(proc.resolve("self/cgroup"), lines);
  }

  private static void limit(Path folder, String max, String current, String files)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("memory.max"), max + "\n");
    Files.writeString(folder.resolve("memory.current"), current + "\n");
    Files.writeString(folder.resolve("memory.stat"), "anon 1\ninactive_file " + files + "\n");
  }
}
