/**
 * How far the probabilities of a model can be relied on: proper scores, calibration errors, the
 * risk of the predictions that are kept when the least confident ones are left out, temperature
 * scaling, and sets of classes with a stated coverage.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.metrics.uncertainty;
