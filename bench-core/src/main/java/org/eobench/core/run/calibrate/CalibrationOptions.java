package org.eobench.core.run.calibrate;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How runs are calibrated.
 *
 * @param coverage share of the sets of classes that hold the true class, above 0 and below 1
 * @param maps number of test samples whose confidence is written as a map
 * @param out file of the result; null for {@code calibrated.json} in the first run
 */
public record CalibrationOptions(double coverage, int maps, @Nullable Path out) {
  public CalibrationOptions {
    if (!(coverage > 0 && coverage < 1) || maps < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "a coverage of %s and %d maps", coverage, maps));
    }
  }
}
