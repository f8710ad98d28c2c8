package org.eobench.core.run;

import java.util.function.Supplier;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.error.BenchException;
import org.eobench.core.run.plan.Plan;

/** The data set of a run, opened once although several parts ask for it. */
final class OpenedOnce {
  private OpenedOnce() {}

  /** Opens the data set; returns it, or throws the same failure, at each call. */
  static Supplier<MaskedDataset> of(Plan plan) {
    try {
      MaskedDataset dataset = plan.open();
      return () -> dataset;
    } catch (BenchException failure) {
      return () -> {
        throw failure;
      };
    }
  }
}
