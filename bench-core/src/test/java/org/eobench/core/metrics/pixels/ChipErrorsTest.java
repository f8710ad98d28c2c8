package org.eobench.core.metrics.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.eobench.core.task.regression.Regression;
import org.junit.jupiter.api.Test;

class ChipErrorsTest {
  private static final float NONE = Float.NaN;

  /** Two chips of four pixels and one without values, one after the other. */
  private static final float[] MEASURED = {0, 0, 0, 0, 5, 5, 5, NONE, NONE, NONE, NONE, NONE};

  private static final float[] PREDICTED = {1, -1, 1, -1, 8, 9, 5, 77, 1, 2, 3, 4};

  private static ChipErrors counted(int chip) {
    ChipErrors errors = new ChipErrors();
    errors.count(new PixelValues(PREDICTED, MEASURED, 4 * chip, 4));
    return errors;
  }

  @Test
  void averagesTheErrorsOfTheChipsThatHaveValues() {
    ChipErrors all = new ChipErrors();
    for (int chip = 0; chip < 3; chip++) {
      all.add(counted(chip));
    }
    // 1 and sqrt((9 + 16) / 3); the RMSE of all seven pixels is sqrt(29 / 7) = 2.035.
    assertThat(all.mean()).isCloseTo((1 + Math.sqrt(25 / 3.0)) / 2, Offset.offset(1e-12));
    assertThat(counted(2).mean()).isNaN();
  }

  @Test
  void isStoredForIntervalsAndRequestedByName() {
    var stored = java.util.Objects.requireNonNull(ChipErrors.COUNTING.stored());
    double[] row = stored.row().apply(counted(1));
    assertThat(row).containsExactly(Math.sqrt(25 / 3.0), 1);
    var metric =
        new Regression()
            .metrics().stream()
                .filter(one -> one.key().equals("chip_RMSE"))
                .findFirst()
                .orElseThrow();
    assertThat(metric.isUsual()).isFalse();
    assertThat(metric.counting()).isEqualTo(ChipErrors.COUNTING);
    assertThat(List.of(metric.isBetter(1, 2), metric.isBetter(2, 1))).containsExactly(true, false);
  }
}
