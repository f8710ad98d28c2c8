/**
 * Run directories of runs that did not take place, for tests of what reads many of them. {@link
 * org.eobench.testing.runs.SyntheticRun} writes one, with drawn predictions.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.runs;
