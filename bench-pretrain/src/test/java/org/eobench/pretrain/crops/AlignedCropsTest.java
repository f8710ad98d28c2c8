package org.eobench.pretrain.crops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.PixelSize;
import org.eobench.core.preprocess.RandomWindow;
import org.eobench.core.preprocess.SampleRandom;
import org.eobench.pretrain.crops.CropView.Drawn;
import org.eobench.pretrain.method.CropCounts;
import org.junit.jupiter.api.Test;

/** Row B4 of docs/systems.md: the modalities of a sample share the boxes of its crops. */
class AlignedCropsTest {
  private static final CropCounts COUNTS = new CropCounts(2, 4);
  private static final CropSizes SIZES = new CropSizes(32, 16);
  private static final int DRAWS = 4000;

  private static Sample crops(CropsConfig config, int epoch) {
    return new MultiCrop(CropSamples.context(), config, SIZES, COUNTS)
        .apply(CropSamples.sample(), SampleRandom.of(1, epoch, 0));
  }

  private static Image image(Sample sample, String name) {
    return Objects.requireNonNull(sample.images().get(name), name);
  }

  private static List<String> views() {
    List<String> views = new ArrayList<>();
    for (int i = 1; i <= COUNTS.global(); i++) {
      views.add("global_" + i);
    }
    for (int i = 1; i <= COUNTS.local(); i++) {
      views.add("local_" + i);
    }
    return views;
  }

  /** The largest difference between a modality of a crop and what the other one says it must be. */
  private static double mismatch(Sample sample) {
    double largest = 0;
    for (String view : views()) {
      float[] optical = image(sample, "optical/" + view).data();
      float[] sar = image(sample, "sar/" + view).data();
      for (int i = 0; i < optical.length; i++) {
        largest = Math.max(largest, Math.abs(2 * optical[i] - sar[i]));
      }
    }
    return largest;
  }

  @Test
  void b4AllModalitiesOfACropShowTheSamePlace() {
    for (int epoch = 0; epoch < 20; epoch++) {
      Sample sample = crops(CropSamples.defaults(false, false), epoch);
      assertThat(sample.images()).hasSize(2 * views().size());
      assertThat(mismatch(sample)).isLessThan(1e-3);
    }
  }

  @Test
  void theDefectOfTheOriginalShowsDifferentPlacesUnderItsOwnKey() {
    assertThat(mismatch(crops(CropSamples.defaults(false, true), 0))).isGreaterThan(5);
  }

  @Test
  void cropsOfASampleDifferFromEachOtherAndFromThoseOfAnotherEpoch() {
    Sample sample = crops(CropSamples.defaults(false, false), 0);
    assertThat(image(sample, "optical/global_1").data())
        .isNotEqualTo(image(sample, "optical/global_2").data())
        .isEqualTo(image(crops(CropSamples.defaults(false, false), 0), "optical/global_1").data())
        .isNotEqualTo(
            image(crops(CropSamples.defaults(false, false), 1), "optical/global_1").data());
    assertThat(image(sample, "optical/local_1").height()).isEqualTo(16);
    assertThat(image(sample, "optical/global_1").width()).isEqualTo(32);
  }

  @Test
  void b4WindowsHaveTheSharesOfTheImageThatAreAskedFor() {
    for (List<Double> scale : List.of(List.of(0.32, 1.0), List.of(0.05, 0.32))) {
      RandomWindow windows = RandomWindow.of("scale", scale, List.of(0.75, 4 / 3.0));
      CropView view = new CropView("global_1", 32, windows, 0);
      double sum = 0;
      for (Drawn drawn : drawn(view, CropSamples.defaults(false, false), 224)) {
        double area = drawn.window().height() * drawn.window().width() / (224.0 * 224.0);
        double ratio = (double) drawn.window().width() / drawn.window().height();
        assertThat(area).isBetween(scale.get(0) - 0.01, scale.get(1) + 0.01);
        assertThat(ratio).isBetween(0.73, 1.37);
        assertThat(drawn.window().row()).isBetween(0, 224 - drawn.window().height());
        sum += area;
      }
      if (scale.get(1) < 1) {
        // Small windows always fit, so that the mean is that of the uniform distribution.
        assertThat(sum / DRAWS).isCloseTo(0.185, within(0.005));
      } else {
        assertThat(sum / DRAWS).isBetween(0.55, 0.66);
      }
    }
  }

  @Test
  void theProbabilityOfABlurIsAProbabilityUnlessTheQuirkIsAskedFor() {
    assertThat(blurred(false)).containsExactly(1.0, 0.1, 0.5);
    assertThat(blurred(true)).containsExactly(0.0, 0.9, 0.5);
  }

  /** The share of blurred crops, rounded: the first and the second global, and the first local. */
  private static List<Double> blurred(boolean invert) {
    CropsConfig config = CropSamples.defaults(invert, false);
    RandomWindow windows = RandomWindow.of("scale", List.of(0.5, 1.0), List.of(1.0, 1.0));
    List<Double> shares = new ArrayList<>();
    for (double probability :
        new double[] {config.blurOfGlobal(0), config.blurOfGlobal(1), config.blurOfLocal()}) {
      long count =
          drawn(new CropView("any", 32, windows, probability), config, 64).stream()
              .filter(drawn -> drawn.sigma() > 0)
              .peek(drawn -> assertThat(drawn.sigma()).isBetween(0.1, 2.0))
              .count();
      shares.add(Math.round(20.0 * count / DRAWS) / 20.0);
    }
    return shares;
  }

  @Test
  void halfOfTheCropsAreMirrored() {
    RandomWindow windows = RandomWindow.of("scale", List.of(0.5, 1.0), List.of(1.0, 1.0));
    List<Drawn> drawn =
        drawn(new CropView("any", 32, windows, 0), CropSamples.defaults(false, false), 64);
    assertThat((double) drawn.stream().filter(Drawn::mirrored).count() / DRAWS)
        .isCloseTo(0.5, within(0.03));
    assertThat(drawn).noneMatch(Drawn::upsideDown);
  }

  private static List<Drawn> drawn(CropView view, CropsConfig config, int side) {
    List<Drawn> all = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      all.add(view.draw(new PixelSize(side, side), config, SampleRandom.of(3, 0, i)));
    }
    return all;
  }
}
