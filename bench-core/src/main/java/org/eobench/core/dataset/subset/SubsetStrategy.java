package org.eobench.core.dataset.subset;

import java.util.Locale;

/** How samples of a subset are drawn. */
public enum SubsetStrategy {
  /** Each sample is as likely as any other. No label is read. */
  RANDOM,
  /** Each stratum of samples keeps its share, see {@link Strata}. */
  STRATIFIED,
  /** As many samples of each class as possible, see {@link BalancedOrder}. */
  BALANCED,
  /** Pangaea's {@code stratified}, see {@link PangaeaBins#stratified}. */
  PANGAEA_STRATIFIED,
  /** Pangaea's {@code oversampled}, see {@link PangaeaBins#oversampled}. */
  PANGAEA_OVERSAMPLED;

  /** Whether it is one of Pangaea's, for maps and measured values. */
  public boolean ofPangaea() {
    return this == PANGAEA_STRATIFIED || this == PANGAEA_OVERSAMPLED;
  }

  /** The name as in the configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
