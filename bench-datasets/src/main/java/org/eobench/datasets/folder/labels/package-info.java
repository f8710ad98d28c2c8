/**
 * The labels of {@code folder}. A {@link org.eobench.datasets.folder.labels.Legend} says what the
 * values of a mask mean: classes by value, colour, bit or band, and what does not count. {@link
 * org.eobench.datasets.folder.labels.MaskReader} reads masks as targets by this legend.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.folder.labels;
