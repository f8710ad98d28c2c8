package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.RandomWindow.Interval;
import org.eobench.core.preprocess.StepConfigs.ResizedCropToEncoder;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

class RandomResizedCropTest {
  private static final Map<String, List<String>> BANDS = Map.of("optical", List.of("B2"));
  private static final StepContext CONTEXT = Chips.context(4, BANDS, BANDS, Map.of());

  private static RandomResizedCrop step(Interval area, Interval shape, boolean resizeTarget) {
    Resize resize =
        new Resize(
            CONTEXT,
            new PixelSize(4, 4),
            InterpolationMode.NEAREST,
            false,
            resizeTarget,
            NearestPixel.FLOOR);
    return new RandomResizedCrop(CONTEXT, resize, new RandomWindow(area, shape));
  }

  @Test
  void cutsWindowsOfTheAreaAndShapeAskedFor() {
    Sample sample = Chips.sample(Map.of("optical", 1), 40, 60);
    RandomResizedCrop step = step(new Interval(0.1, 0.5), new Interval(0.75, 4 / 3.0), false);
    for (int i = 0; i < 300; i++) {
      Sample crop = step.apply(sample, SampleRandom.of(1, 0, i));
      // The target keeps the window's size, so that it shows the cropped area.
      double height = crop.target().height();
      double width = crop.target().width();
      assertThat(height * width / 2400).isBetween(0.09, 0.52);
      assertThat(width / height).isBetween(0.7, 1.43);
      assertThat(Chips.image(crop, "optical").height()).isEqualTo(4);
      assertThat(Chips.image(crop, "optical").width()).isEqualTo(4);
    }
  }

  @Test
  void takesTheLargestAllowedWindowFromTheMiddleWhereNoneFits() {
    Sample sample = Chips.sample(Map.of("optical", 1), 4, 100);

    Sample crop =
        step(new Interval(1, 1), new Interval(1, 1), true).apply(sample, SampleRandom.of(1, 0, 0));

    float[] first = Arrays.copyOf(Chips.image(crop, "optical").data(), 4);
    assertThat(first).containsExactly(148, 149, 150, 151);
  }

  @Test
  void keepsToTheNarrowestAndTheWidestShapeWhereNoneFits() {
    Interval whole = new Interval(1, 1);
    Interval shapes = new Interval(0.5, 2);
    Sample tall = Chips.sample(Map.of("optical", 1), 100, 4);
    LabelMap narrow = LabelMap.of(step(whole, shapes, false).apply(tall, SampleRandom.of(1, 0, 0)));
    assertThat(narrow.height()).isEqualTo(8);
    assertThat(narrow.width()).isEqualTo(4);
    assertThat(narrow.labels()[0]).as("row 46 of 100").isEqualTo(46 * 4 % 3);

    Sample flat = Chips.sample(Map.of("optical", 1), 4, 100);
    LabelMap wide = LabelMap.of(step(whole, shapes, false).apply(flat, SampleRandom.of(1, 0, 0)));
    assertThat(wide.height()).isEqualTo(4);
    assertThat(wide.width()).isEqualTo(8);
    assertThat(wide.labels()[0]).as("column 46 of 100").isEqualTo(46 % 3);
  }

  @Test
  void resizesLabelsToTheNearestAndTellsTheNewGroundResolution() {
    Sample chip = Chips.sample(Map.of("optical", 1), 8, 8);
    Sample sample =
        new Sample(
            chip.images(), chip.target(), chip.ref(), new Acquisition(List.of(), null, 10.0));

    Sample crop =
        step(new Interval(1, 1), new Interval(1, 1), true).apply(sample, SampleRandom.of(1, 0, 0));

    assertThat(LabelMap.of(crop).labels()).hasSize(16).startsWith(0, 2, 1, 0);
    assertThat(crop.acquisition().groundResolution()).isCloseTo(20.0, within(1e-9));
  }

  @Test
  void refusesAScaleOfMoreThanTheImageAndReversedRatios() {
    assertThatThrownBy(() -> config(List.of(0.5, 2.0), List.of(1.0, 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scale")
        .hasMessageContaining("2.0");
    assertThatThrownBy(() -> config(List.of(0.5, 1.0), List.of(2.0, 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ratio")
        .hasMessageContaining("in ascending order");
  }

  private static ResizedCropToEncoder config(List<Double> scale, List<Double> ratio) {
    return new ResizedCropToEncoder(
        scale, ratio, InterpolationMode.BILINEAR, true, true, NearestPixel.CENTRE);
  }
}
