/**
 * A synthetic data set that needs no download: the program generates landscapes with burn scars,
 * and from them chips for segmentation, change detection, regression and classification. Scores on
 * it show that the installation works, and nothing about real images.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.quickstart;
