package org.eobench.testing.golden.cases;

import org.eobench.testing.golden.checks.GoldenChecks;

/**
 * Runs the cases of one kind of component. A new kind needs one class and one line in {@link
 * GoldenChecks}; a check of a single component is in its module, as a service.
 */
public interface GoldenCheck {
  /** Whether this check can run a case; a case without a check is skipped. */
  boolean covers(GoldenCase golden, ComponentFactories components);

  /**
   * Builds the component from the case's config and weights, runs it on the inputs, and returns the
   * results.
   */
  void run(GoldenCase golden, CheckContext context, ComputedArrays computed);
}
