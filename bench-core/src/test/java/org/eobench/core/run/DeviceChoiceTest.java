package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
  @Test
  void autoTakesAGpuWhenThereIsOne() {
    assertThat(DeviceChoice.of("auto", () -> 2)).isEqualTo(Device.gpu(0));
    assertThat(DeviceChoice.of("auto", () -> 0)).isEqualTo(Device.cpu());
  }

  @Test
  void takesTheGpuThatIsAskedFor() {
    assertThat(DeviceChoice.of("gpu:1", () -> 2)).isEqualTo(Device.gpu(1));
    assertThat(DeviceChoice.name(DeviceChoice.of("gpu", () -> 1))).isEqualTo("gpu:0");
  }

  @Test
  void doesNotAskTheEngineForTheCpu() {
    assertThat(
            DeviceChoice.of(
                "cpu",
                () -> {
                  throw new AssertionError("asked");
                }))
        .isEqualTo(Device.cpu());
  }

  @Test
  void refusesAGpuOnAMachineWithoutOne() {
    assertThatThrownBy(() -> DeviceChoice.of("gpu:0", () -> 0))
        .hasMessageContaining("[Bench/NoSuchGpu] device=gpu:0 asks for a GPU that is not there")
        .hasMessageContaining("libtorch sees no GPU here")
        .hasMessageContaining("device=cpu or device=auto");
  }

  @Test
  void refusesAGpuBeyondTheLast() {
    assertThatThrownBy(() -> DeviceChoice.of("gpu:2", () -> 2))
        .hasMessageContaining("gpu:0 to gpu:1");
  }

  @Test
  void refusesAnotherWord() {
    assertThat(DeviceChoice.isValid("cuda:0")).isFalse();
    assertThatThrownBy(() -> DeviceChoice.of("cuda:0", () -> 1))
        .hasMessageContaining("[Bench/UnknownDevice]")
        .hasMessageContaining("auto, cpu, gpu or gpu:N");
  }
}
