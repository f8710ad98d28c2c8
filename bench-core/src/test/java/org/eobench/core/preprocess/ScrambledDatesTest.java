package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

class ScrambledDatesTest {
  private static final StepContext CONTEXT =
      Chips.optical(List.of("B4", "B8"), List.of("B4", "B8"));

  private static float[] scrambled(Image image) {
    Sample sample =
        new Sample(
            Map.of("optical", image),
            new LabelMap(new int[1], 1, 1),
            new SampleRef("a", List.<Path>of()));
    Sample out = new ScrambledDates(CONTEXT).apply(sample, new SplittableRandom(1));
    return Objects.requireNonNull(out.images().get("optical")).data();
  }

  /**
   * Two bands of three dates; the value of band b at date t is 10·b + t. The stack by dates, b0t0,
   * b1t0, b0t1, b1t1, b0t2, b1t2, is cut into three dates of the first band, then of the second.
   */
  @Test
  void c4CutsAStackByDatesAsIfItWereByBands() {
    Image image = new Image(new float[] {0, 1, 2, 10, 11, 12}, 2, 3, 1, 1);
    assertThat(scrambled(image)).containsExactly(0, 10, 1, 11, 2, 12);
  }

  @Test
  void c4LeavesASingleDateAsItIs() {
    Image image = new Image(new float[] {3, 5}, 2, 1, 1, 1);
    assertThat(scrambled(image)).containsExactly(3, 5);
  }
}
