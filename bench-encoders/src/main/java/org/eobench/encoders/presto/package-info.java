/**
 * Presto (Tseng et al. 2023, arXiv:2304.14065): each pixel's time series is a sequence of its own,
 * with one token per date and group of bands, so that maps are as large as the image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.presto;
