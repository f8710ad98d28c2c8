/**
 * A data set that needs no download: the program draws landscapes with burn scars, and from the
 * same landscapes chips for change detection, regression and classification. Its numbers say that
 * everything works, and nothing about real images.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.quickstart;
