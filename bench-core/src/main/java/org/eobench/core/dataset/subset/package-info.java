/**
 * Part of a data set's training samples, for experiments with few labels: drawn at random, by
 * strata or with equally many samples of each class, or listed in an index file of another run.
 */
@NullMarked
package org.eobench.core.dataset.subset;

import org.jspecify.annotations.NullMarked;
