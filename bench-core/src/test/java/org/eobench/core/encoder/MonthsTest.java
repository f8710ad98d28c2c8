package org.eobench.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.junit.jupiter.api.Test;

class MonthsTest {
  @Test
  void countsFromNoughtAndKnowsUndatedSamples() {
    Acquisition dated =
        dated(LocalDateTime.of(2020, 1, 31, 12, 0), LocalDateTime.of(2020, 12, 1, 0, 0));
    Acquisition oneDateOfTwo = dated(LocalDateTime.of(2020, 3, 1, 0, 0));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray months = Months.of(List.of(dated, oneDateOfTwo, Acquisition.UNKNOWN), 2, 7, manager);
      assertThat(months.getShape()).isEqualTo(new Shape(3, 2));
      assertThat(months.toLongArray()).containsExactly(0, 11, 6, 6, 6, 6);
    }
  }

  private static Acquisition dated(LocalDateTime... dates) {
    return new Acquisition(List.of(dates), null, null);
  }

  @Test
  void aCodeIsASineAndACosineOverTheYear() {
    float[] table = Months.table(4);
    assertThat(Arrays.copyOf(table, 4)).containsExactly(0, 0, 1, 1);
    assertThat(Arrays.copyOfRange(table, 4 * 4, 5 * 4))
        .as("May, a third of the year in")
        .containsExactly(new float[] {0.8660254f, 0.8660254f, -0.5f, -0.5f}, within(1e-6f));
  }
}
