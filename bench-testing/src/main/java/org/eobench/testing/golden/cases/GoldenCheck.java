package org.eobench.testing.golden.cases;

import org.eobench.testing.golden.checks.GoldenChecks;

/**
 * Knows how to run the cases of one kind of component. A new kind is one class and one line in
 * {@link GoldenChecks}.
 */
public interface GoldenCheck {
  /** Whether this check runs that case; a case that no check covers is skipped. */
  boolean covers(GoldenCase golden, ComponentFactories components);

  /**
   * Builds the component from the case's config and weights, runs it on the inputs, and hands over
   * what it gave.
   */
  void run(GoldenCase golden, CheckContext context, ComputedArrays computed);
}
