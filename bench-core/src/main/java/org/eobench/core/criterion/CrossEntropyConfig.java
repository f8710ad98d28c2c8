package org.eobench.core.criterion;

import java.util.Locale;
import org.eobench.core.config.bind.Default;

/**
 * Keys of {@code _target_: cross_entropy}. The data set defines the ignore index.
 *
 * @param labelSmoothing fraction of each target that is spread uniformly over all classes
 */
public record CrossEntropyConfig(@Default("0") double labelSmoothing) {
  public CrossEntropyConfig {
    Keys.require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        String.format(Locale.ROOT, "label_smoothing=%s must lie in [0,1)", labelSmoothing));
  }
}
