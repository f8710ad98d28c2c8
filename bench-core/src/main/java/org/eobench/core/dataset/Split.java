package org.eobench.core.dataset;

import java.util.Locale;

/** The three disjoint parts of a data set. */
public enum Split {
  TRAIN,
  VAL,
  TEST;

  /** {@code train}, {@code val} or {@code test}, as written in configs and logs. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
