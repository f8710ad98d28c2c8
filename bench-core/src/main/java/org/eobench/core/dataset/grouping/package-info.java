/**
 * Classes of a data set merged by name: {@link org.eobench.core.dataset.grouping.GroupedDataset}
 * gives a data set other labels, so that one land-cover map serves several tasks.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.dataset.grouping;
