package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.preprocess.CropPosition.Offset;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

class ImportanceRandomCropTest {
  private static final Map<String, List<String>> BANDS = Map.of("optical", List.of("B2"));

  private static StepContext context(List<Double> distribution) {
    StepContext plain = Chips.context(4, BANDS, BANDS, Map.of());
    ImageSpec images = plain.images();
    return new StepContext(
        new ImageSpec(images.modalities(), images.height(), images.width(), -1, distribution),
        plain.encoder(),
        plain.position());
  }

  private static final LabelMap ROW = new LabelMap(new int[] {0, 0, 1, -1}, 1, 4);

  @Test
  void weighsAPixelByTheInverseShareOfItsClass() {
    ImportanceRandomCrop step =
        new ImportanceRandomCrop(context(List.of(0.8, 0.2)), new PixelSize(1, 2), false, 10);

    double[] got =
        step.probabilities(ROW, List.of(new Offset(0, 0), new Offset(0, 1), new Offset(0, 2)));

    double[] weights = {(1.25 + 1.25) / 2, (1.25 + 5) / 2, (5 + 1e-6) / 2};
    double sum = weights[0] + weights[1] + weights[2];
    for (int i = 0; i < 3; i++) {
      assertThat(got[i]).isCloseTo(weights[i] / sum, within(1e-12));
    }
  }

  @Test
  void takesWindowsAsOftenAsTheyAreLikely() {
    // With very many trials a window is taken by its weight alone: 1.25, 1.25, 5 and next to 0.
    ImportanceRandomCrop step =
        new ImportanceRandomCrop(context(List.of(0.8, 0.2)), new PixelSize(1, 1), false, 400);
    Sample chip = Chips.sample(Map.of("optical", 1), 1, 4);
    Sample sample = chip.with(ROW);
    int[] taken = new int[4];
    int draws = 2000;

    for (int i = 0; i < draws; i++) {
      Sample crop = step.apply(sample, SampleRandom.of(2, 0, i));
      taken[(int) Chips.image(crop, "optical").data()[0] - 100]++;
    }

    assertThat(taken[2] / (double) draws).isCloseTo(5 / 7.5, within(0.05));
    assertThat(taken[0] / (double) draws).isCloseTo(1.25 / 7.5, within(0.04));
    assertThat(taken[3]).isZero();
  }

  @Test
  void cropsASampleWithoutLabelsToo() {
    ImportanceRandomCrop step =
        new ImportanceRandomCrop(context(List.of(0.8, 0.2)), new PixelSize(1, 1), false, 3);

    double[] got =
        step.probabilities(
            new LabelMap(new int[] {-1, -1}, 1, 2), List.of(new Offset(0, 0), new Offset(0, 1)));

    assertThat(got).containsExactly(0.5, 0.5);
  }

  @Test
  void countsAClassOfShareZeroAsTheRarest() {
    ImportanceRandomCrop step =
        new ImportanceRandomCrop(context(List.of(1.0, 0.0)), new PixelSize(1, 1), false, 3);

    assertThat(step.probabilities(ROW, List.of(new Offset(0, 0), new Offset(0, 2))))
        .containsExactly(0.5, 0.5);
  }

  @Test
  void refusesADataSetThatDoesNotTellTheSharesOfItsClasses() {
    assertThatThrownBy(
            () -> new ImportanceRandomCrop(context(List.of()), new PixelSize(2, 2), false, 10))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NoClassShares]")
        .hasMessageContaining("dataset.distribution")
        .hasMessageContaining("seg_focus_crop");
  }

  @Test
  void refusesTargetsWithoutClassesOfPixels() {
    ImportanceRandomCrop step =
        new ImportanceRandomCrop(context(List.of(1.0)), new PixelSize(1, 1), false, 3);
    Sample chip = Chips.sample(Map.of("optical", 1), 2, 2);

    assertThatThrownBy(() -> step.apply(chip.with(new ImageClass(0)), SampleRandom.of(1, 0, 0)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NoClassShares]")
        .hasMessageContaining("chip7");
  }
}
