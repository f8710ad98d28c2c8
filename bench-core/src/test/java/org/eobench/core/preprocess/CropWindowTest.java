package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

/** Windows of a chip of 3 rows and 5 columns with two bands. */
class CropWindowTest {
  private static final int IGNORED = -7;
  private static final float NONE = Float.NaN;

  private final Sample chip = Chips.sample(Map.of("optical", 2), 3, 5);

  @Test
  void cutsEveryBand() {
    assertThat(image(new CropWindow(1, 2, 2, 2)).data())
        .containsExactly(107, 108, 112, 113, 207, 208, 212, 213);
    assertThat(labels(new CropWindow(1, 2, 2, 2))).containsExactly(1, 2, 0, 1);
  }

  @Test
  void cutsEveryDate() {
    float[] data = new float[2 * 2 * 15];
    for (int i = 0; i < data.length; i++) {
      data[i] = 100 * (i / 15) + i % 15;
    }
    Image cut = new CropWindow(1, 2, 1, 2).of(new Image(data, 2, 2, 3, 5));
    assertThat(cut.frames()).isEqualTo(2);
    assertThat(cut.data()).containsExactly(7, 8, 107, 108, 207, 208, 307, 308);
  }

  @Test
  void hasNoGapsWhereItTouchesTheBorders() {
    for (CropWindow inside :
        new CropWindow[] {
          new CropWindow(0, 0, 3, 5), new CropWindow(0, 3, 3, 2), new CropWindow(1, 0, 2, 5)
        }) {
      assertThat(image(inside).data()).doesNotContain(NONE);
      assertThat(labels(inside)).doesNotContain(IGNORED);
    }
  }

  @Test
  void hasNoDataBeyondEachSide() {
    assertThat(image(new CropWindow(-1, 0, 2, 2)).data())
        .containsExactly(NONE, NONE, 100, 101, NONE, NONE, 200, 201);
    assertThat(labels(new CropWindow(-1, 0, 2, 2))).containsExactly(IGNORED, IGNORED, 0, 1);
    assertThat(labels(new CropWindow(0, -1, 2, 2))).containsExactly(IGNORED, 0, IGNORED, 2);
    assertThat(labels(new CropWindow(2, 0, 2, 2))).containsExactly(1, 2, IGNORED, IGNORED);
    assertThat(labels(new CropWindow(0, 4, 2, 2))).containsExactly(1, IGNORED, 0, IGNORED);
  }

  private Image image(CropWindow window) {
    return Chips.image(window.of(chip, IGNORED), "optical");
  }

  private int[] labels(CropWindow window) {
    return LabelMap.of(window.of(chip, IGNORED)).labels();
  }
}
