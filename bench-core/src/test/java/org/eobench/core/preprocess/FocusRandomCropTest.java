package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

class FocusRandomCropTest {
  private static final Map<String, List<String>> BANDS = Map.of("optical", List.of("B2"));
  private static final int SIDE = 7;
  private static final StepContext CONTEXT = Chips.context(4, BANDS, BANDS, Map.of());

  /** A chip of which only these pixels are labelled. */
  private static Sample labelledAt(int... pixels) {
    Sample chip = Chips.sample(Map.of("optical", 1), SIDE, SIDE);
    int[] labels = new int[SIDE * SIDE];
    Arrays.fill(labels, -1);
    for (int pixel : pixels) {
      labels[pixel] = 1;
    }
    return chip.with(new LabelMap(labels, SIDE, SIDE));
  }

  /** The first pixel of each crop of many draws, as its index in the chip. */
  private static Set<Integer> corners(Sample sample, int window) {
    FocusRandomCrop step = new FocusRandomCrop(CONTEXT, new PixelSize(window, window), false);
    Set<Integer> corners = new HashSet<>();
    for (int i = 0; i < 400; i++) {
      Sample crop = step.apply(sample, SampleRandom.of(5, 0, i));
      corners.add((int) Chips.image(crop, "optical").data()[0] - 100);
    }
    return corners;
  }

  @Test
  void alwaysShowsTheOnlyLabelledPixelAtEveryPlaceOfTheWindow() {
    int pixel = 3 * SIDE + 4;

    assertThat(corners(labelledAt(pixel), 2))
        .containsExactlyInAnyOrder(2 * SIDE + 3, 2 * SIDE + 4, 3 * SIDE + 3, 3 * SIDE + 4);
  }

  @Test
  void neverLeavesTheImageWhereTheLabelledPixelIsItsLast() {
    int last = SIDE * SIDE - 1;
    FocusRandomCrop step = new FocusRandomCrop(CONTEXT, new PixelSize(3, 3), false);
    for (int i = 0; i < 200; i++) {
      Sample crop = step.apply(labelledAt(last), SampleRandom.of(9, 0, i));
      assertThat(Chips.image(crop, "optical").data()).doesNotContain(0);
      assertThat(LabelMap.of(crop).labels()).contains(1);
    }
    assertThat(corners(labelledAt(last), 3)).containsExactly(4 * SIDE + 4);
  }

  @Test
  void goesToEveryLabelledPixel() {
    assertThat(corners(labelledAt(0, SIDE * SIDE - 1), 1))
        .containsExactlyInAnyOrder(0, SIDE * SIDE - 1);
  }

  @Test
  void cropsAnywhereWhereNothingIsLabelled() {
    assertThat(corners(labelledAt(), 6)).containsExactlyInAnyOrder(0, 1, SIDE, SIDE + 1);
  }

  @Test
  void padsAnImageThatIsSmallerThanTheWindow() {
    FocusRandomCrop step = new FocusRandomCrop(CONTEXT, new PixelSize(SIDE + 2, 2), true);

    Sample crop = step.apply(labelledAt(5), SampleRandom.of(1, 0, 0));

    assertThat(LabelMap.of(crop).labels()).hasSize((SIDE + 2) * 2).contains(1).containsOnly(-1, 1);
  }

  @Test
  void refusesAnImageThatIsSmallerThanTheWindow() {
    FocusRandomCrop step = new FocusRandomCrop(CONTEXT, new PixelSize(SIDE + 1, 2), false);

    assertThatThrownBy(() -> step.apply(labelledAt(5), SampleRandom.of(1, 0, 0)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/CropTooLarge]");
  }

  @Test
  void looksForMeasuredValuesToo() {
    Sample chip = Chips.sample(Map.of("optical", 1), SIDE, SIDE);
    float[] values = new float[SIDE * SIDE];
    Arrays.fill(values, Float.NaN);
    values[2 * SIDE + 3] = 0;

    assertThat(corners(chip.with(new ValueMap(values, SIDE, SIDE)), 1))
        .containsExactly(2 * SIDE + 3);
  }

  @Test
  void cropsAnywhereWhereTheClassIsOfTheWholeImage() {
    Sample chip = Chips.sample(Map.of("optical", 1), SIDE, SIDE);

    assertThat(corners(chip.with(new ImageClass(0)), 6))
        .containsExactlyInAnyOrder(0, 1, SIDE, SIDE + 1);
  }
}
