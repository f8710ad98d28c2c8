package org.eobench.cli.sweep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleGpusTest {
  private static final List<String> TWO =
      List.of("GPU 0: NVIDIA H200 (UUID: GPU-aa)", "GPU 1: NVIDIA H200 (UUID: GPU-bb)");

  @Test
  void areThoseOfTheDriverUnlessTheVariableSelectsSome() {
    assertThat(VisibleGpus.of(null, () -> TWO)).containsExactly("0", "1");
    assertThat(VisibleGpus.of("3, 1", () -> TWO)).containsExactly("3", "1");
    assertThat(VisibleGpus.of("MIG-a,MIG-b", List::of)).containsExactly("MIG-a", "MIG-b");
    assertThat(VisibleGpus.of("", () -> TWO)).isEmpty();
    assertThat(VisibleGpus.of("0,-1,1", () -> TWO)).containsExactly("0");
    assertThat(VisibleGpus.of(null, () -> List.of("No devices were found"))).isEmpty();
  }
}
