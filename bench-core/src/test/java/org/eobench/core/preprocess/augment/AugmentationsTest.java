package org.eobench.core.preprocess.augment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

final class AugmentationsTest {
  private static final float NAN = Float.NaN;

  /** Two modalities, the first with two bands and two dates; each value names its place. */
  private static Sample sample(int rows, int columns) {
    int[] labels = new int[rows * columns];
    Arrays.setAll(labels, i -> i);
    Map<String, Image> images = new LinkedHashMap<>();
    images.put("optical", places(2, 2, rows, columns));
    images.put("sar", places(1, 1, rows, columns));
    return new Sample(images, new LabelMap(labels, rows, columns), new SampleRef("s", List.of()));
  }

  /** The value of pixel i is i, plus 100 for each plane; the first pixel of each has no data. */
  private static Image places(int channels, int frames, int rows, int columns) {
    float[] data = new float[channels * frames * rows * columns];
    for (int i = 0; i < data.length; i++) {
      int pixel = i % (rows * columns);
      data[i] = pixel == 0 ? NAN : pixel + 100f * (i / (rows * columns));
    }
    return new Image(data, channels, frames, rows, columns);
  }

  private static StepContext context(double mean, double std) {
    BandStats one = stats(1, mean, std);
    Map<String, ImageSpec.Modality> modalities = new LinkedHashMap<>();
    modalities.put(
        "optical",
        new ImageSpec.Modality(List.of("red", "nir"), stats(2, mean, std), Set.of("nir")));
    modalities.put("sar", new ImageSpec.Modality(List.of("VV"), one, Set.of()));
    ImageSpec images = new ImageSpec(modalities, 0, 0, -1, List.of());
    return new StepContext(
        images, new EncoderSpec(Map.of(), 8, List.of(), false, false, false), CropPosition.DRAWN);
  }

  private static BandStats stats(int bands, double mean, double std) {
    List<Double> none = List.of();
    return new BandStats(
        Collections.nCopies(bands, mean), Collections.nCopies(bands, std), none, none);
  }

  private static int[] labels(Sample sample) {
    return LabelMap.of(sample).labels();
  }

  private static float[] data(Sample sample, String modality) {
    return requireNonNull(sample.images().get(modality)).data();
  }

  /** Every plane of every image shows the same places as the labels, and misses the same pixel. */
  private static void requireTogether(Sample sample) {
    int[] labels = labels(sample);
    for (Image image : sample.images().values()) {
      for (int i = 0; i < image.data().length; i++) {
        int label = labels[i % labels.length];
        float value = image.data()[i];
        assertThat(value)
            .isEqualTo(Float.valueOf(label == 0 ? NAN : label + 100f * (i / labels.length)));
      }
    }
  }

  @Test
  void turnsAsNumpyDoes() {
    // numpy.rot90(numpy.arange(6).reshape(2, 3), k).ravel()
    Sample sample = sample(2, 3);
    assertThat(labels(Symmetry.turn(1).of(sample))).containsExactly(2, 5, 1, 4, 0, 3);
    assertThat(labels(Symmetry.turn(2).of(sample))).containsExactly(5, 4, 3, 2, 1, 0);
    assertThat(labels(Symmetry.turn(3).of(sample))).containsExactly(3, 0, 4, 1, 5, 2);
    assertThat(LabelMap.of(Symmetry.turn(1).of(sample)).height()).isEqualTo(3);
    requireTogether(Symmetry.turn(1).of(sample));
  }

  @Test
  void flipsAndTurnsMoveImagesDatesLabelsAndMissingPixelsTogether() {
    SplittableRandom random = new SplittableRandom(1);
    PreprocessStep flip = new RandomFlip(new AugmentConfigs.Flip(0.5, 0.5), context(0, 1));
    PreprocessStep turn = new RandomRotate90(context(0, 1));
    Set<List<Integer>> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      Sample moved = turn.apply(flip.apply(sample(3, 3), random), random);
      requireTogether(moved);
      seen.add(Arrays.stream(labels(moved)).boxed().toList());
    }
    assertThat(seen).as("the symmetries of a square").hasSize(8);
  }

  @Test
  void flipsEachWayByItsProbability() {
    PreprocessStep step = new RandomFlip(new AugmentConfigs.Flip(1, 0), context(0, 1));
    assertThat(labels(step.apply(sample(2, 3), new SplittableRandom(1))))
        .containsExactly(2, 1, 0, 5, 4, 3);
    step = new RandomFlip(new AugmentConfigs.Flip(0, 1), context(0, 1));
    assertThat(labels(step.apply(sample(2, 3), new SplittableRandom(1))))
        .containsExactly(3, 4, 5, 0, 1, 2);
  }

  @Test
  void keepsTheSizeOfImagesThatAreNotSquare() {
    PreprocessStep step = new RandomRotate90(context(0, 1));
    Set<Integer> first = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Sample turned = step.apply(sample(2, 3), new SplittableRandom(i));
      assertThat(LabelMap.of(turned).height()).isEqualTo(2);
      requireTogether(turned);
      first.add(labels(turned)[0]);
    }
    assertThat(first).containsExactlyInAnyOrder(0, 5);
  }

  @Test
  void jitterChangesAllDatesAndModalitiesAlikeAndPaddedBandsNot() {
    PreprocessStep step =
        new ColorJitter(new AugmentConfigs.Jitter(0.5, 0.5, false, 1), context(2, 4));
    Sample before = sample(2, 2);
    float[] optical = data(before, "optical").clone();
    Sample after = step.apply(before, new SplittableRandom(3));
    float[] found = data(after, "optical");
    // Two values give the line on which all others lie.
    double factor = (found[5] - found[1]) / 100.0;
    double shift = (found[1] - 2 - factor * (optical[1] - 2)) / 4;
    assertThat(factor).isBetween(0.5, 1.5).isNotCloseTo(1, within(1e-3));
    assertThat(shift).isBetween(-0.5, 0.5).isNotCloseTo(0, within(1e-3));
    for (int i = 0; i < 8; i++) {
      double wanted = 2 + factor * (optical[i] - 2) + 4 * shift;
      assertThat((double) found[i])
          .isEqualTo(i % 4 == 0 ? Double.NaN : wanted, within(i % 4 == 0 ? 0.0 : 1e-3));
    }
    assertThat(Arrays.copyOfRange(found, 8, 16)).isEqualTo(Arrays.copyOfRange(optical, 8, 16));
    assertThat((double) data(after, "sar")[1]).isCloseTo(found[1], within(1e-4));
    assertThat(data(before, "optical")).as("the input stays").isEqualTo(optical);
  }

  @Test
  void noiseHasItsStandardDeviation() {
    PreprocessStep step = new GaussianNoise(new AugmentConfigs.Noise(0.1, 1), context(0, 5));
    Sample before = sample(100, 100);
    float[] sar = data(step.apply(before, new SplittableRandom(3)), "sar");
    double squares = 0;
    for (int i = 1; i < sar.length; i++) {
      squares += Math.pow(sar[i] - i, 2);
    }
    assertThat(Math.sqrt(squares / (sar.length - 1))).isCloseTo(0.5, within(0.02));
    assertThat(sar[0]).isNaN();
  }

  @Test
  void dropsBandsButNeverAll() {
    PreprocessStep step = new BandDropout(new AugmentConfigs.Dropout(0.9), context(0, 1));
    List<Boolean> kept = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Sample after = step.apply(sample(2, 2), new SplittableRandom(i));
      boolean red = !Float.isNaN(data(after, "optical")[1]);
      boolean sar = !Float.isNaN(data(after, "sar")[1]);
      assertThat(red || sar).as("the padded band does not count").isTrue();
      assertThat(Float.isNaN(data(after, "optical")[5])).as("all dates alike").isEqualTo(!red);
      assertThat(data(after, "optical")[9]).as("a padded band").isEqualTo(201);
      kept.add(red && sar);
    }
    assertThat(kept).contains(true, false);
  }

  @Test
  void needsStatisticsForChangesInTheirUnits() {
    ImageSpec.Modality plain =
        new ImageSpec.Modality(List.of("red"), BandStats.UNKNOWN, Set.of(), List.of());
    StepContext unknown =
        new StepContext(
            new ImageSpec(Map.of("optical", plain), 0, 0, -1, List.of()),
            context(0, 1).encoder(),
            CropPosition.DRAWN);
    assertThatThrownBy(() -> new GaussianNoise(new AugmentConfigs.Noise(0.1, 1), unknown))
        .hasMessageContaining("[Bench/NoStatistics] GaussianNoise needs the mean")
        .hasMessageContaining("after NormalizeMeanStd");
  }
}
