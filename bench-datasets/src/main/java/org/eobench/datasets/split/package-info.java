/**
 * Splits. Those of other programs are reproduced number by number, such as scikit-learn's {@code
 * train_test_split} with its random state, so that scores of the same samples can be compared; and
 * samples are listed once, when a data set is opened.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.split;
