/**
 * Splits. The random splits of other programs are reproduced exactly, such as scikit-learn's {@code
 * train_test_split} with its random state, so that scores on the same samples can be compared.
 * Samples are listed once, when a data set is opened.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.split;
