package org.eobench.testing.golden;

import java.util.Locale;
import org.eobench.testing.golden.cases.Deviation;
import org.eobench.testing.golden.cases.GoldenCase;

/**
 * The result of one case.
 *
 * @param component the tested component, such as {@code encoder/dofa}; empty if it cannot be read
 * @param difference absolute difference of the value that is worst relative to its tolerance
 * @param tolerance the tolerance of that value
 * @param detail position of that value; for a failure also the computed and expected values, for a
 *     skip or a quirk the reason
 */
public record GoldenResult(
    GoldenStatus status,
    String id,
    String component,
    double difference,
    double tolerance,
    String detail) {

  static GoldenResult compared(
      GoldenStatus status, GoldenCase golden, Deviation worst, String detail) {
    return new GoldenResult(
        status, golden.id(), golden.component(), worst.difference(), worst.tolerance(), detail);
  }

  static GoldenResult uncompared(GoldenStatus status, String id, String component, String detail) {
    return new GoldenResult(status, id, component, Double.NaN, Double.NaN, detail);
  }

  /** {@code PASS|FAIL|SKIP|QUIRK id max|diff| tolerance detail}. */
  public String line() {
    return String.format(
            Locale.ROOT,
            "%-5s %-36s  %-9s  %-9s  %s",
            status,
            id,
            number(difference),
            number(tolerance),
            detail)
        .stripTrailing();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2e", value);
  }
}
