package org.eobench.core.run.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
  @Test
  void autoTakesAGpuWhenThereIsOne() {
    assertThat(DeviceChoice.of("auto", gpus(2))).isEqualTo(Device.gpu(0));
    assertThat(DeviceChoice.of("auto", gpus(0))).isEqualTo(Device.cpu());
  }

  @Test
  void takesTheGpuThatIsAskedFor() {
    assertThat(DeviceChoice.of("gpu:1", gpus(2))).isEqualTo(Device.gpu(1));
    assertThat(DeviceChoice.name(DeviceChoice.of("gpu", gpus(1)))).isEqualTo("gpu:0");
  }

  @Test
  void takesFloat16OnAGpuOnly() {
    DeviceChoice.requireFormat(Device.gpu(0), PrecisionChoice.FP16);
    DeviceChoice.requireFormat(Device.cpu(), PrecisionChoice.BF16);
    assertThatThrownBy(() -> DeviceChoice.requireFormat(Device.cpu(), PrecisionChoice.FP16))
        .hasMessageContaining("[Bench/PrecisionNeedsGpu] float16 is for GPUs")
        .hasMessageContaining("`task.trainer.precision=bf16`");
  }

  @Test
  void takesPyTorchsWordForAGpu() {
    for (String word : List.of("cuda", "CUDA", "cuda:0")) {
      assertThat(DeviceChoice.isValid(word)).as(word).isTrue();
      assertThat(DeviceChoice.of(word, gpus(2))).as(word).isEqualTo(Device.gpu(0));
    }
    assertThat(DeviceChoice.name(DeviceChoice.of("cuda:1", gpus(2)))).isEqualTo("gpu:1");
  }

  @Test
  void doesNotAskTheEngineForTheCpu() {
    assertThat(
            DeviceChoice.of(
                "cpu",
                index -> {
                  throw new AssertionError("asked");
                }))
        .isEqualTo(Device.cpu());
  }

  @Test
  void refusesAGpuOnAMachineWithoutOne() {
    assertThatThrownBy(() -> DeviceChoice.of("gpu:0", gpus(0)))
        .hasMessageContaining("[Bench/NoSuchGpu] device=gpu:0 asks for a GPU that cannot be used")
        .hasMessageContaining("there are 0")
        .hasMessageContaining("no GPU can be used here")
        .hasMessageContaining("device=cpu")
        .hasMessageContaining("PYTORCH_LIBRARY_PATH");
  }

  @Test
  void refusesAGpuBeyondTheLast() {
    assertThatThrownBy(() -> DeviceChoice.of("gpu:2", gpus(2)))
        .hasMessageContaining("gpu:0 to gpu:1");
    assertThatThrownBy(() -> DeviceChoice.of("gpu:2", gpus(1)))
        .hasMessageContaining("gpu:0, the only one");
  }

  @Test
  void refusesAnotherWord() {
    for (String word : List.of("mps", "tpu", "cuda:", "gpu0", "cpu:0", "cuda:1000", "")) {
      assertThat(DeviceChoice.isValid(word)).as(word).isFalse();
      assertThatThrownBy(() -> DeviceChoice.of(word, gpus(1)))
          .hasMessageContaining("[Bench/UnknownDevice]")
          .hasMessageContaining("auto, cpu, gpu or gpu:N, such as gpu:0; cuda and cuda:N");
    }
    assertThatThrownBy(() -> DeviceChoice.of("gpu0", gpus(1)))
        .hasMessageContaining("set `device=gpu`");
  }

  private static IntFunction<Optional<String>> gpus(int count) {
    return index -> index < count ? Optional.empty() : Optional.of("there are " + count);
  }
}
