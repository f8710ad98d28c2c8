/**
 * Presto (Tseng et al. 2023, arXiv:2304.14065): the time series of each pixel is a separate
 * sequence with one token per date and group of bands, so maps are as large as the image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.presto;
