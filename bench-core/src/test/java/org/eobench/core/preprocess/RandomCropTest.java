package org.eobench.core.preprocess;

import static java.lang.Float.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

class RandomCropTest {
  private static final Map<String, List<String>> BANDS = Map.of("optical", List.of("B2", "B3"));
  private static final BandStats STATS =
      new BandStats(List.of(5.0, 6.0), List.of(1.0, 1.0), List.of(), List.of());

  private static StepContext at(int row, int column) {
    StepContext context = Chips.context(4, BANDS, BANDS, Map.of("optical", STATS));
    return new StepContext(context.images(), context.encoder(), CropPosition.at(row, column));
  }

  @Test
  void cutsImagesAndTargetAtTheSamePlace() {
    Sample sample = Chips.sample(Map.of("optical", 2), 4, 5);

    Sample crop =
        new RandomCrop(at(1, 2), new PixelSize(2, 3), false)
            .apply(sample, SampleRandom.of(1, 0, 0));

    Image image = Chips.image(crop, "optical");
    assertThat(image.height()).isEqualTo(2);
    assertThat(image.width()).isEqualTo(3);
    assertThat(image.data())
        .containsExactly(107, 108, 109, 112, 113, 114, 207, 208, 209, 212, 213, 214);
    assertThat(LabelMap.of(crop).labels())
        .containsExactly(7 % 3, 8 % 3, 9 % 3, 12 % 3, 13 % 3, 14 % 3);
  }

  @Test
  void reachesEveryPositionAndNoOther() {
    StepContext context = Chips.context(4, BANDS, BANDS, Map.of());
    RandomCrop step = new RandomCrop(context, new PixelSize(2, 3), false);
    Sample sample = Chips.sample(Map.of("optical", 2), 4, 4);
    Set<Float> corners = new HashSet<>();

    for (int i = 0; i < 500; i++) {
      Image crop = Chips.image(step.apply(sample, SampleRandom.of(3, 0, i)), "optical");
      corners.add(crop.data()[0]);
    }

    assertThat(corners).containsExactlyInAnyOrder(100f, 101f, 104f, 105f, 108f, 109f);
  }

  @Test
  void isTheIdentityForImagesOfItsSize() {
    Sample sample = Chips.sample(Map.of("optical", 2), 3, 3);

    Sample crop =
        new RandomCrop(Chips.context(4, BANDS, BANDS, Map.of()), new PixelSize(3, 3), false)
            .apply(sample, SampleRandom.of(1, 0, 0));

    assertThat(Chips.image(crop, "optical").data())
        .containsExactly(Chips.image(sample, "optical").data());
    assertThat(LabelMap.of(crop).labels()).containsExactly(LabelMap.of(sample).labels());
  }

  @Test
  void refusesImagesSmallerThanTheCropWithBothSizesAndTheFix() {
    RandomCrop step = new RandomCrop(at(0, 0), new PixelSize(8, 3), false);

    assertThatThrownBy(
            () -> step.apply(Chips.sample(Map.of("optical", 2), 4, 5), SampleRandom.of(1, 0, 0)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/CropTooLarge]")
        .hasMessageContaining("8 x 3")
        .hasMessageContaining("sample chip7 of 4 x 5")
        .hasMessageContaining("img7.tif")
        .hasMessageContaining("pad_if_needed: true");
  }

  @Test
  void padsImagesWithNoDataAndTheTargetWithTheIgnoreIndex() {
    Sample sample = Chips.sample(Map.of("optical", 2), 1, 4);

    Sample crop =
        new RandomCrop(at(1, 2), new PixelSize(2, 2), true).apply(sample, SampleRandom.of(1, 0, 0));

    assertThat(Chips.image(crop, "optical").data())
        .containsExactly(NaN, NaN, 102, 103, NaN, NaN, 202, 203);
    assertThat(LabelMap.of(crop).labels()).containsExactly(-1, -1, 2, 0);
  }

  @Test
  void padsAfterAnImageThatStartsWithTheWindow() {
    Sample sample = Chips.sample(Map.of("optical", 2), 1, 1);

    Sample crop =
        new RandomCrop(at(0, 0), new PixelSize(2, 2), true).apply(sample, SampleRandom.of(1, 0, 0));

    assertThat(Chips.image(crop, "optical").data())
        .containsExactly(100, NaN, NaN, NaN, 200, NaN, NaN, NaN);
    assertThat(LabelMap.of(crop).labels()).containsExactly(0, -1, -1, -1);
  }

  @Test
  void laysASmallImageAtEveryPlaceOfTheWindow() {
    StepContext context = Chips.context(4, BANDS, BANDS, Map.of());
    RandomCrop step = new RandomCrop(context, new PixelSize(3, 2), true);
    Sample sample = Chips.sample(Map.of("optical", 2), 1, 2);
    Set<Integer> rows = new HashSet<>();

    for (int i = 0; i < 200; i++) {
      int[] labels = LabelMap.of(step.apply(sample, SampleRandom.of(3, 0, i))).labels();
      for (int r = 0; r < 3; r++) {
        if (labels[2 * r] == 0) {
          rows.add(r);
          assertThat(labels[2 * r + 1]).isEqualTo(1);
        }
      }
      assertThat(labels).containsOnly(-1, 0, 1);
    }

    assertThat(rows).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void refusesATargetOfAnotherSizeThanTheImage() {
    Sample sample = Chips.sample(Map.of("optical", 2), 4, 4);
    Sample odd = new Sample(sample.images(), new LabelMap(new int[4], 2, 2), sample.ref());

    assertThatThrownBy(
            () ->
                new RandomCrop(at(0, 0), new PixelSize(2, 2), false)
                    .apply(odd, SampleRandom.of(1, 0, 0)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/SizeMismatch]")
        .hasMessageContaining("4 x 4")
        .hasMessageContaining("2 x 2");
  }

  @Test
  void refusesAFixedPositionOutsideTheImage() {
    RandomCrop step = new RandomCrop(at(3, 0), new PixelSize(2, 2), false);

    assertThatThrownBy(
            () -> step.apply(Chips.sample(Map.of("optical", 2), 4, 4), SampleRandom.of(1, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(3, 0)");
  }

  @Test
  void cutsValuesAndPadsThemWithNone() {
    Sample chip = Chips.sample(Map.of("optical", 2), 1, 2);
    Sample sample = chip.with(new ValueMap(new float[] {4, 5}, 1, 2));

    Sample crop =
        new RandomCrop(at(0, 1), new PixelSize(1, 3), true).apply(sample, SampleRandom.of(1, 0, 0));

    float[] values = ((ValueMap) crop.target()).values();
    assertThat(values).containsExactly(Float.NaN, 4, 5);
  }

  @Test
  void leavesTheClassOfAnImageAlone() {
    Sample chip = Chips.sample(Map.of("optical", 2), 4, 4);
    Sample sample = chip.with(new ImageClass(2));

    Sample crop =
        new RandomCrop(at(0, 0), new PixelSize(2, 2), false)
            .apply(sample, SampleRandom.of(1, 0, 0));

    assertThat(crop.target()).isEqualTo(new ImageClass(2));
    assertThat(Chips.image(crop, "optical").height()).isEqualTo(2);
  }
}
