package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PrecisionChoiceTest {
  @Test
  void aFormatIsTakenAsItIs() {
    assertThat(PrecisionChoice.FP32.on(Device.cpu())).isEqualTo(Precision.FP32);
    assertThat(PrecisionChoice.BF16.on(Device.cpu())).isEqualTo(Precision.BF16);
    assertThat(PrecisionChoice.FP16.on(Device.gpu())).isEqualTo(Precision.FP16);
  }

  /** The kernel's own list is another source than libtorch. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void autoIsBf16WhereTheCpuMultipliesIt() throws IOException {
    boolean oneDnn = OneDnn.isInUse(TorchEngine.get());
    List<String> flags = flags();
    assertThat(Bf16Units.has("_ZN2at3cpu17is_avx2_supportedEv")).isEqualTo(flags.contains("avx2"));
    assertThat(Bf16Units.has(Bf16Units.AMX)).isEqualTo(flags.contains("amx_tile"));
    assertThat(Bf16Units.has(Bf16Units.AVX512_BF16)).isEqualTo(flags.contains("avx512_bf16"));
    boolean there = flags.contains("amx_tile") || flags.contains("avx512_bf16");
    boolean pays = there && oneDnn;
    assertThat(PrecisionChoice.AUTO.on(Device.cpu()))
        .isEqualTo(pays ? Precision.BF16 : Precision.FP32);
  }

  @Test
  void saysWhyOrWhyNot() {
    assertThat(Bf16Units.ofCpu(true, false)).isEqualTo(new Bf16Units(true, "the CPU has AMX"));
    assertThat(Bf16Units.ofCpu(false, true).areThere()).isTrue();
    assertThat(Bf16Units.ofCpu(false, false).areThere()).isFalse();
    assertThat(Bf16Units.ofCapability(7).areThere()).isFalse();
    assertThat(Bf16Units.ofCapability(8).areThere()).isTrue();
    assertThat(Bf16Units.ofCapability(7).reason()).contains("capability 7", "begins at 8");
  }

  private static List<String> flags() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> List.of(line.split("\\s+")))
          .orElseThrow();
    }
  }
}
