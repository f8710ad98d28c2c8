package org.eobench.core.features.store;

import java.util.Locale;

/**
 * How much of a disk the cache may take.
 *
 * @param most bytes of all stores together
 * @param spared bytes of the disk that stay free
 */
public record StoreLimits(long most, long spared) {
  /** Enough for the checkpoints and results of the runs that fill the cache. */
  public static final long SPARED = 2L << 30;

  public StoreLimits {
    if (most < 0 || spared < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "limits of %d and %d bytes", most, spared));
    }
  }
}
