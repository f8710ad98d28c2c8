package org.eobench.core.dataset.subset;

import java.util.Locale;

/** How samples of a subset are drawn. */
public enum SubsetStrategy {
  /** Each sample is as likely as any other. No label is read. */
  RANDOM,
  /** Each stratum of samples keeps its share, see {@link Strata}. */
  STRATIFIED,
  /** As many samples of each class as possible, see {@link BalancedOrder}. */
  BALANCED;

  /** The name as in the configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
