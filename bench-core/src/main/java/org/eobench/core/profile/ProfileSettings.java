package org.eobench.core.profile;

import java.util.Locale;

/**
 * How an encoder is measured.
 *
 * @param batch images of the larger pass; 1 skips it
 * @param backward whether a backward pass is also timed
 * @param seconds time over which each pass is repeated
 */
public record ProfileSettings(int batch, boolean backward, double seconds) {
  public ProfileSettings {
    if (batch < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "batch=%d must be at least 1", batch));
    }
    if (!(seconds > 0)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "seconds=%s must be positive", seconds));
    }
  }
}
