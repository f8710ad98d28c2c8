package org.eobench.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eobench.core.io.tensors.LargeFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of more than 2 GiB load by a process with a heap of 256 MiB, into little more memory than
 * their values take. Writes 2.4 GB at a time; run with {@code -Dbench.large=true}.
 */
@EnabledIfSystemProperty(named = "bench.large", matches = "true")
@EnabledOnOs(OS.LINUX)
class LargeWeightsTest {
  /** Values of the large tensor: 2.4 GB in float32, more than 2^31 bytes. */
  private static final long VALUES = 600_000_007;

  /** Half as many bytes in the file, as many in memory. */
  private static final long HALF_VALUES = 1_150_000_007;

  @TempDir Path folder;

  @Test
  void safetensorsOfFloat32() throws Exception {
    Path path = folder.resolve("large.safetensors");
    LargeFiles.safetensors(path, "F32", VALUES);
    assertLoads(path, VALUES, VALUES * Float.BYTES);
  }

  @Test
  void checkpointWithPlacesBeyondFourGibibytes() throws Exception {
    Path path = folder.resolve("large.pth");
    LargeFiles.checkpoint(path, VALUES);
    assertThat(Files.size(path)).isGreaterThan(6L << 30);
    assertLoads(path, VALUES, VALUES * Float.BYTES);
  }

  @Test
  void safetensorsOfBfloat16() throws Exception {
    Path path = folder.resolve("half.safetensors");
    LargeFiles.safetensors(path, "BF16", HALF_VALUES);
    assertThat(Files.size(path)).isGreaterThan(1L << 31);
    assertLoads(path, HALF_VALUES, HALF_VALUES * Float.BYTES);
  }

  private void assertLoads(Path path, long values, long bytes) throws Exception {
    long[] places = {0, 1, 1 << 20, (1L << 29) - 1, 1L << 29, values - 2, values - 1};
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(LargeLoad.class.getName(), path.toString(), Long.toString(values)));
    StringBuilder expected = new StringBuilder("values ");
    for (long place : places) {
      command.add(Long.toString(place));
      expected.append(LargeFiles.value(place)).append(' ');
    }
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(9, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(out);
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains(expected + "1.0 2.0 3.0\n", "loaded 2\n");
    long grown = Long.parseLong(said.replaceAll("(?s).*grown ([0-9]+).*", "$1")) << 10;
    System.Logger log = System.getLogger("large");
    log.log(System.Logger.Level.INFO, "{0}: values {1}, grown {2}", path, bytes, grown);
    assertThat(grown).isLessThan(bytes + (300L << 20));
  }
}
