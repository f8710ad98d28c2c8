package org.eobench.decoders.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.eobench.decoders.probe.Lbfgs.End;
import org.eobench.decoders.probe.Lbfgs.Minimum;
import org.junit.jupiter.api.Test;

class LbfgsTest {
  @Test
  void findsTheBottomOfRosenbrocksValley() {
    int[] calls = {0};
    Minimum found =
        new Lbfgs(200, 1e-9)
            .minimize(
                (x, gradient) -> {
                  calls[0]++;
                  double a = 1 - x[0];
                  double b = x[1] - x[0] * x[0];
                  gradient[0] = -2 * a - 400 * x[0] * b;
                  gradient[1] = 200 * b;
                  return a * a + 100 * b * b;
                },
                new double[] {-1.2, 1});
    assertThat(found.end()).isEqualTo(End.FLAT);
    assertThat(found.x()).containsExactly(new double[] {1, 1}, within(1e-8));
    assertThat(found.iterations()).isLessThan(60);
    assertThat(calls[0]).isLessThan(100);
  }

  @Test
  void solvesAQuadraticOfManyScalesWhoseMinimumIsKnown() {
    int n = 50;
    double[] start = new double[n];
    Minimum found =
        new Lbfgs(2000, 1e-8)
            .minimize(
                (x, gradient) -> {
                  double value = 0;
                  for (int i = 0; i < n; i++) {
                    double bend = Math.pow(10, 4.0 * i / (n - 1));
                    gradient[i] = bend * (x[i] - i);
                    value += gradient[i] * (x[i] - i) / 2;
                  }
                  return value;
                },
                start);
    assertThat(found.end()).isEqualTo(End.FLAT);
    for (int i = 0; i < n; i++) {
      assertThat(found.x()[i]).isCloseTo(i, within(1e-7));
    }
    assertThat(start).containsOnly(0);
  }

  @Test
  void saysThatItHadTooFewSteps() {
    Minimum found =
        new Lbfgs(2, 1e-12)
            .minimize(
                (x, gradient) -> {
                  gradient[0] = 4 * Math.pow(x[0] - 3, 3);
                  return Math.pow(x[0] - 3, 4);
                },
                new double[] {10});
    assertThat(found.end()).isEqualTo(End.ITERATIONS);
    assertThat(found.value()).isLessThan(Math.pow(7, 4));
  }

  @Test
  void stopsWhereNoStepGoesDown() {
    // A gradient that lies: nothing is lower than the start.
    Minimum found =
        new Lbfgs(10, 1e-3)
            .minimize(
                (x, gradient) -> {
                  gradient[0] = 1;
                  return x[0] * x[0];
                },
                new double[] {0});
    assertThat(found.end()).isEqualTo(End.STUCK);
    assertThat(found.x()).containsExactly(0);
  }

  @Test
  void walksAwayFromWhereTheValueIsNoNumber() {
    Minimum found =
        new Lbfgs(100, 1e-8)
            .minimize(
                (x, gradient) -> {
                  gradient[0] = x[0] > 0 ? 1 - 1 / x[0] : Double.NaN;
                  return x[0] - Math.log(x[0]);
                },
                new double[] {20});
    assertThat(found.x()[0]).isCloseTo(1, within(1e-6));
  }
}
