package org.eobench.core.train;

import org.eobench.core.metrics.Scores;

/** Scores the model as it is on the validation split. */
@FunctionalInterface
public interface Validation {
  Scores run();
}
