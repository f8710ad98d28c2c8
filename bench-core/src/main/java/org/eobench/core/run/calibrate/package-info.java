/**
 * Calibration of finished runs: a temperature fitted to the validation split, the mean of several
 * runs, and sets of classes with a stated coverage, all scored on the test split beside the model
 * as it was trained.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.calibrate;
