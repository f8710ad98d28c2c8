/**
 * Files of the predictions of a finished run: {@link org.eobench.core.run.predictions.Predictions}
 * writes maps, pictures and scores of a split.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.predictions;
