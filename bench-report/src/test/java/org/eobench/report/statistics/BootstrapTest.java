package org.eobench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private static final double[] VALUES = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};

  private static double mean(int[] drawn) {
    return Arrays.stream(drawn).mapToDouble(i -> VALUES[i]).average().orElseThrow();
  }

  private static Bootstrap bootstrap(long seed) {
    return Bootstrap.of(VALUES.length, BootstrapTest::mean, 20_000, seed);
  }

  @Test
  void spreadsAsTheoryForTheMean() {
    Bootstrap bootstrap = bootstrap(1);
    double theory = Math.sqrt(Sums.squares(VALUES)) / VALUES.length;

    assertThat(bootstrap.observed()).isCloseTo(52 / 12.0, EXACT);
    assertThat(bootstrap.standardError()).isCloseTo(theory, within(0.02 * theory));
  }

  @Test
  void dependsOnTheSeedAlone() {
    assertThat(bootstrap(7).distribution()).isEqualTo(bootstrap(7).distribution());
    assertThat(bootstrap(7).distribution()).isNotEqualTo(bootstrap(8).distribution());
  }

  /** The t interval of the mean is what the expanded one imitates. */
  @Test
  void expandedIntervalIsAsWideAsThatOfStudent() {
    double student = TTests.mean(VALUES, 0.95).interval().width();
    Bootstrap bootstrap = bootstrap(3);

    assertThat(bootstrap.interval(Bootstrap.Method.EXPANDED, 0.95).width())
        .isCloseTo(student, within(0.05 * student));
    assertThat(bootstrap.interval(Bootstrap.Method.PERCENTILE, 0.95).width())
        .isLessThan(0.9 * student);
  }

  @Test
  void leavesOutDrawsWithoutAValue() {
    Bootstrap bootstrap = Bootstrap.of(3, drawn -> drawn[0] == 0 ? Double.NaN : drawn[0], 1_000, 1);

    assertThat(bootstrap.undefined()).isBetween(250, 420);
    assertThat(bootstrap.interval(Bootstrap.Method.PERCENTILE, 0.9)).isEqualTo(new Interval(1, 2));
  }

  @Test
  void aConstantStatisticHasAPoint() {
    Bootstrap bootstrap = Bootstrap.of(5, drawn -> 2.0, 100, 1);

    for (Bootstrap.Method method : Bootstrap.Method.values()) {
      assertThat(bootstrap.interval(method, 0.95)).isEqualTo(new Interval(2, 2));
    }
  }

  @Test
  void blocksAreDrawnWhole() {
    Blocks blocks = Blocks.of(new int[] {2, 0, 2, 5, 0});

    assertThat(blocks.count()).isEqualTo(3);
    assertThat(blocks.samples(new int[] {1, 1, 0})).containsExactly(0, 2, 0, 2, 1, 4);
    assertThat(blocks.of(2)).containsExactly(3);
  }

  @Test
  void rejectsASingleUnit() {
    assertThatThrownBy(() -> Bootstrap.of(1, drawn -> 0, 100, 1)).hasMessageContaining("two units");
    assertThatThrownBy(() -> bootstrap(1).interval(Bootstrap.Method.BCA, 95))
        .hasMessageContaining("(0,1), got 95");
  }
}
