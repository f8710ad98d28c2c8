package org.eobench.core.train;

import org.eobench.core.metrics.Scores;

/** Evaluates the current model on the validation split. */
@FunctionalInterface
public interface Validation {
  Scores run();
}
