package org.eobench.analysis.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PowerLawTest {
  /** The quantiles of a power law above a start. */
  private static DoubleStream tail(int values, double alpha, double start) {
    return IntStream.range(0, values)
        .mapToDouble(i -> start * Math.pow(1 - (i + 0.5) / values, -1 / (alpha - 1)));
  }

  @Test
  void findsTheExponentAndWhereTheTailBegins() {
    double[] values =
        DoubleStream.concat(
                IntStream.range(0, 300).mapToDouble(i -> 0.01 + 0.98 * i / 300), tail(300, 3.5, 1))
            .toArray();
    PowerLaw law = PowerLaw.fit(values);
    assertThat(law.alpha()).isCloseTo(3.5, within(0.1));
    assertThat(law.start()).isBetween(0.9, 1.2);
    assertThat(law.tail()).isBetween(240, 330);
    assertThat(law.distance()).isLessThan(0.02);
  }

  @Test
  void fewOrEqualValuesHaveNoExponent() {
    assertThat(PowerLaw.fit(tail(9, 2, 1).toArray()).tail()).isZero();
    assertThat(PowerLaw.fit(DoubleStream.generate(() -> 2).limit(50).toArray()).tail()).isZero();
    assertThat(PowerLaw.fit(new double[20]).alpha()).isNaN();
  }
}
