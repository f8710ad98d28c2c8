/**
 * Pixel statistics as a baseline: mean, standard deviation, extremes and percentiles of each band
 * in each cell. An encoder that does no better has learned nothing that the task needs
 * (arXiv:2305.13456).
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.imagestats;
