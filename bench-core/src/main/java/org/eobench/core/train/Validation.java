package org.eobench.core.train;

import org.eobench.core.metrics.Measures;

/** Measures the model as it is on the validation split. */
@FunctionalInterface
public interface Validation {
  Measures run();
}
