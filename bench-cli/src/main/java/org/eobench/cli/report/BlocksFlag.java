package org.eobench.cli.report;

import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.report.compare.Units;
import org.jspecify.annotations.Nullable;

/** The flag {@code --blocks}: which test samples are drawn together. */
final class BlocksFlag {
  static final String NAME = "blocks";

  private BlocksFlag() {}

  /**
   * The choice of a user.
   *
   * @param value {@code auto}, {@code none}, or the side of squares in metres; null for auto
   * @throws BenchException for any other value
   */
  static Units.Choice of(@Nullable String value) {
    if (value == null || value.equals("auto")) {
      return Units.Choice.AUTO;
    }
    if (value.equals("none")) {
      return new Units.Choice(Units.Rule.SAMPLES, 0);
    }
    try {
      double metres = Double.parseDouble(value);
      if (metres > 0 && Double.isFinite(metres)) {
        return new Units.Choice(Units.Rule.SQUARES, metres);
      }
    } catch (NumberFormatException reported) {
      // reported below, like sizes that are not positive
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of(
                "FlagValue",
                String.format(Locale.ROOT, "--%s=%s is not the side of squares", NAME, value))
            .expecting("auto, none, or metres such as 5000"));
  }
}
