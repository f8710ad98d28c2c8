package org.eobench.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.vit.PatchResize;
import org.eobench.core.weights.CheckpointLayout;
import org.junit.jupiter.api.Test;

class InputKernelTest {
  private static final Offset<Float> CLOSE = within(1e-6f);
  private static final String NAME = "conv1.weight";

  /** Two outputs; red, green and blue planes of one tap: 2, 3, 5 and 20, 30, 50. */
  private static final float[] KERNEL = {2, 3, 5, 20, 30, 50};

  private static List<Band> bands(String... names) {
    return Stream.of(names).map(name -> new Band(name, null)).toList();
  }

  private static float[] carried(BandAdaptation rule, List<Band> bands) {
    InputKernel kernel = new InputKernel(NAME, bands, rule);
    long[] to = {2, bands.size(), 1, 1};
    return Objects.requireNonNull(kernel.apply(NAME, KERNEL, new long[] {2, 3, 1, 1}, to));
  }

  @Test
  void rgbGivesColoursTheirPlanesAndOtherBandsNothing() {
    assertThat(carried(BandAdaptation.RGB, bands("B2", "B3", "B4", "B8A")))
        .containsExactly(5, 3, 2, 0, 50, 30, 20, 0);
    assertThat(carried(BandAdaptation.RGB, bands("VV", "blue", "GREEN", "Red")))
        .containsExactly(0, 5, 3, 2, 0, 50, 30, 20);
  }

  @Test
  void rgbRefusesBandsWithoutTheColours() {
    assertThatThrownBy(() -> carried(BandAdaptation.RGB, bands("B4", "B8", "VV")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/BandAdaptation]")
        .hasMessageContaining("there is no green and no blue")
        .hasMessageContaining("encoder.input_bands: B4, B8, VV")
        .hasMessageContaining("encoder.band_adaptation=mean");
  }

  @Test
  void aKnownWavelengthOverrulesAName() {
    List<Band> landsat5 =
        List.of(new Band("B4", 0.83), new Band("B3", 0.56), new Band("B2", 0.485));
    assertThatThrownBy(() -> carried(BandAdaptation.RGB, landsat5))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("there is no red");
  }

  @Test
  void repeatGoesRoundAndKeepsTheSumOfWeights() {
    assertThat(carried(BandAdaptation.REPEAT, bands("a", "b", "c", "d", "e", "f")))
        .containsExactly(1, 1.5f, 2.5f, 1, 1.5f, 2.5f, 10, 15, 25, 10, 15, 25);
    assertThat(carried(BandAdaptation.REPEAT, bands("pan")))
        .containsExactly(new float[] {10, 100}, CLOSE);
  }

  @Test
  void meanGivesEveryBandTheSame() {
    assertThat(carried(BandAdaptation.MEAN, bands("VV", "VH")))
        .containsExactly(new float[] {5, 5, 50, 50}, CLOSE);
  }

  @Test
  void wavelengthMixesTheNeighbouringColours() {
    List<Band> bands =
        List.of(
            new Band("yellow", 0.6125), // halfway between green and red
            new Band("cyan", 0.525), // halfway between blue and green
            new Band("swir", 2.2),
            new Band("coastal", 0.443),
            new Band("B3", null)); // its colour's own
    assertThat(carried(BandAdaptation.WAVELENGTH, bands))
        .startsWith(new float[] {1.5f, 2.4f, 1.2f, 3, 1.8f}, CLOSE);
  }

  @Test
  void wavelengthRefusesBandsWithout() {
    assertThatThrownBy(() -> carried(BandAdaptation.WAVELENGTH, bands("B4", "VV", "VH")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("it is unknown for VV, VH")
        .hasMessageContaining("dataset.wavelengths");
  }

  @Test
  void justTheColoursKeepTheirPlanesInWhateverOrder() {
    for (BandAdaptation rule : BandAdaptation.values()) {
      if (rule != BandAdaptation.RANDOM) {
        assertThat(carried(rule, bands("B2", "B4", "B3")))
            .as("%s", rule)
            .containsExactly(5, 2, 3, 50, 20, 30);
      }
    }
  }

  @Test
  void randomTakesThreePlanesAsTheyAreAndNoneForAnotherNumber() {
    assertThat(carried(BandAdaptation.RANDOM, bands("B2", "B3", "B4"))).containsExactly(KERNEL);
    assertThat(carried(BandAdaptation.RANDOM, bands("B2", "B3", "B4", "B8")))
        .isSameAs(CheckpointLayout.FIRST_VALUES);
  }

  @Test
  void keepsAKernelThatWasTrainedOnAsManyBands() {
    InputKernel kernel = new InputKernel(NAME, bands("VV", "VH"), BandAdaptation.RGB);
    float[] trained = {1, 2, 3, 4};
    long[] shape = {2, 2, 1, 1};
    assertThat(kernel.apply(NAME, trained, shape, shape)).containsExactly(trained);
  }

  @Test
  void resizesPatchesAndCarriesBandsAtOnce() {
    InputKernel kernel = new InputKernel(NAME, bands("VV"), BandAdaptation.MEAN);
    float[] patches = new float[3 * 4];
    for (int i = 0; i < patches.length; i++) {
      patches[i] = (float) Math.sin(i);
    }
    float[] sum = new float[4];
    for (int i = 0; i < patches.length; i++) {
      sum[i % 4] += patches[i];
    }
    float[] carried = kernel.apply(NAME, patches, new long[] {1, 3, 2, 2}, new long[] {1, 1, 3, 3});
    assertThat(carried).containsExactly(PatchResize.resize(sum, 1, 2, 3), CLOSE);
  }

  @Test
  void leavesOtherTensorsToTheOtherRules() {
    InputKernel kernel = new InputKernel(NAME, bands("VV"), BandAdaptation.MEAN);
    long[] four = {2, 3, 1, 1};
    assertThat(kernel.apply("pos_embed", KERNEL, four, four)).isNull();
    assertThat(kernel.apply(NAME, KERNEL, four, new long[] {3, 1, 1, 1})).isNull();
    CheckpointLayout layout =
        kernel.into(
            CheckpointLayout.exact().reshaping((name, values, from, to) -> new float[] {7}));
    assertThat(layout.reshape().apply("pos_embed", KERNEL, four, four)).containsExactly(7);
    assertThat(layout.reshape().apply(NAME, KERNEL, four, new long[] {2, 1, 1, 1}))
        .containsExactly(new float[] {10, 100}, CLOSE);
    assertThat(layout.refitted().test(NAME)).isTrue();
  }
}
