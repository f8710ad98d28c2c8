package org.eobench.pretrain.crops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.core.loader.Collate;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.preprocess.SampleRandom;
import org.eobench.pretrain.method.CropCounts;
import org.junit.jupiter.api.Test;

class MultiCropTest {
  private static final CropSizes SIZES = new CropSizes(32, 16);

  private static MultiCrop step(CropsConfig config, int global, int local) {
    return new MultiCrop(CropSamples.context(), config, SIZES, new CropCounts(global, local));
  }

  private static RandomGenerator random(int sample) {
    return SampleRandom.of(9, 0, sample);
  }

  private static Image image(Sample sample, String name) {
    return Objects.requireNonNull(sample.images().get(name), name);
  }

  /** A crop without flip and blur is a linear function of the place: rows and columns increase. */
  @Test
  void cropsAreWindowsOfTheImageInItsOrientation() {
    Image crop =
        image(
            step(CropSamples.plain(), 1, 0).apply(CropSamples.sample(), random(0)),
            "optical/global_1");
    for (int r = 1; r < 32; r++) {
      assertThat(crop.data()[r * 32]).isGreaterThan(crop.data()[(r - 1) * 32]);
      assertThat(crop.data()[1024 + r]).isGreaterThan(crop.data()[1024 + r - 1]);
    }
    for (float place : crop.data()) {
      assertThat(place).isBetween(0f, CropSamples.SIDE - 1f);
    }
  }

  @Test
  void missingPixelsAreFilledBeforeABlurCouldSpreadThem() {
    Sample sample = CropSamples.sample();
    image(sample, "optical").data()[100] = Float.NaN;

    Sample crops = step(CropSamples.defaults(false, false), 2, 4).apply(sample, random(1));

    crops.images().values().forEach(image -> assertThat(image.data()).doesNotContain(Float.NaN));
    assertThat(image(sample, "optical").data()[100]).as("the sample itself").isNaN();
  }

  @Test
  void namesTheBandsOfEachCrop() {
    assertThat(step(CropSamples.plain(), 1, 1).output().bands())
        .containsOnlyKeys("optical/global_1", "sar/global_1", "optical/local_1", "sar/local_1")
        .containsEntry("sar/local_1", List.of("sar_row", "sar_column"));
  }

  @Test
  void aMethodGetsOneCropOfEverySampleAfterTheOther() {
    MultiCrop step = step(CropSamples.plain(), 2, 1);
    Sample first = step.apply(CropSamples.sample(), random(0));
    Sample second = step.apply(CropSamples.sample(), random(1));
    LoadedCrops crops = new LoadedCrops(Collate.batch(List.of(first, second)));

    assertThat(crops.samples()).isEqualTo(2);
    try (NDManager manager = TorchEngine.get().newBaseManager()) {
      EncoderInput large = crops.global(manager);
      assertThat(large.acquisitions()).hasSize(4);
      NDArray optical = Objects.requireNonNull(large.images().get("optical"));
      assertThat(optical.getShape().getShape()).containsExactly(4, 2, 1, 32, 32);
      assertThat(optical.get("0").toFloatArray()).isEqualTo(data(first, "global_1"));
      assertThat(optical.get("1").toFloatArray()).isEqualTo(data(second, "global_1"));
      assertThat(optical.get("2").toFloatArray()).isEqualTo(data(first, "global_2"));
      assertThat(optical.get("3").toFloatArray()).isEqualTo(data(second, "global_2"));
      NDArray small = Objects.requireNonNull(crops.local(manager).images().get("sar"));
      assertThat(small.getShape().getShape()).containsExactly(2, 2, 1, 16, 16);
    }
  }

  private static float[] data(Sample sample, String view) {
    return image(sample, "optical/" + view).data();
  }

  @Test
  void refusesSizesThatAreNotWholePatches() {
    assertThat(CropSizes.of(CropSamples.plain(), 64, 8, "pretrain.yaml:1"))
        .isEqualTo(new CropSizes(64, 32));
    assertThat(CropSizes.of(CropSamples.plain(), 98, 14, "pretrain.yaml:1"))
        .as("half of it in whole patches")
        .isEqualTo(new CropSizes(98, 42));
    assertThatThrownBy(() -> CropSizes.of(CropSamples.plain(), 100, 8, "pretrain.yaml:1"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("100 × 100 pixels are not whole patches of 8 × 8")
        .hasMessageContaining("set `crops.global_size=96`");
    assertThatThrownBy(() -> CropSizes.of(CropSamples.plain(), 4, 2, "pretrain.yaml:1"))
        .hasMessageContaining("too small for a blur of 9 pixels");
  }
}
