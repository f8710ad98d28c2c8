package org.eobench.testing.golden.cases;

import java.util.Locale;

/**
 * One compared value.
 *
 * @param place array and index, such as {@code layer0[0,3,1,2]}
 * @param got computed value
 * @param expected recorded value
 * @param tolerance maximum difference
 */
public record Deviation(String place, double got, double expected, double tolerance) {
  public static final Deviation NONE = new Deviation("", 0, 0, 0);

  /** Absolute difference; infinite if only one of the two is NaN. */
  public double difference() {
    if (Double.isNaN(got) || Double.isNaN(expected)) {
      return Double.isNaN(got) && Double.isNaN(expected) ? 0 : Double.POSITIVE_INFINITY;
    }
    return got == expected ? 0 : Math.abs(got - expected);
  }

  public boolean within() {
    return difference() == 0 || difference() <= tolerance;
  }

  /** The difference relative to the tolerance, by which deviations are ranked. */
  double share() {
    double difference = difference();
    return difference == 0 ? 0 : difference / tolerance;
  }

  public Deviation worse(Deviation other) {
    return other.share() > share() || place.isEmpty() ? other : this;
  }

  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s: got %.9g, expected %.9g (|diff| %.3g, tolerance %.3g)",
        place,
        got,
        expected,
        difference(),
        tolerance);
  }
}
