package org.eobench.core.dataset.contract.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.eobench.core.dataset.Image;
import org.junit.jupiter.api.Test;

class LabelContrastTest {
  private static final int SIDE = 32;
  private static final int IGNORE = -1;

  /** Columns below 8 are 0, all others 1; the labels are one column to the left. */
  private static float[] image() {
    float[] data = new float[SIDE * SIDE];
    for (int i = 0; i < data.length; i++) {
      data[i] = (i % SIDE < 8 ? 0 : 1) + 0.5f * (i / SIDE % 2);
    }
    return data;
  }

  private static int[] labels() {
    int[] labels = new int[SIDE * SIDE];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % SIDE < 7 ? 0 : 1;
    }
    return labels;
  }

  private static double[][] shares(float[] data, int... labels) {
    LabelContrast contrast =
        new LabelContrast(List.of(new Image(data, 1, 1, SIDE, SIDE)), SIDE, SIDE);
    return contrast.shares(labels, List.of(LabelFit.AS_IS, new LabelFit(0, 0, 1)), IGNORE);
  }

  @Test
  void labelsExplainMoreWhereTheyBelong() {
    double[][] shares = shares(image(), labels());

    // Column 0 has no label then: the variance of 7 zeros and 8 ones, and the stripes' 1 / 16.
    double columns = 7.0 / 15 * 8 / 15;
    assertThat(shares[1][0]).isCloseTo(columns / (columns + 1 / 16.0), within(1e-6));
    assertThat(shares[0][0]).isBetween(0.5, 0.75);
    assertThat(shares[0][1]).as("a block with one label").isNaN();
  }

  @Test
  void pixelsWithoutDataAndIgnoredLabelsDoNotCount() {
    float[] data = image();
    int[] labels = labels();
    for (int row = 0; row < 5; row++) {
      data[row * SIDE] = Float.NaN;
      labels[(row + 8) * SIDE + 1] = IGNORE;
    }
    assertThat(shares(data, labels)[1][0]).isCloseTo(0.8, within(0.01));
  }

  @Test
  void rareLabelsOfABlockDoNotCount() {
    int[] labels = new int[SIDE * SIDE];
    labels[0] = 1;
    assertThat(shares(image(), labels)[0][0]).isNaN();
  }
}
