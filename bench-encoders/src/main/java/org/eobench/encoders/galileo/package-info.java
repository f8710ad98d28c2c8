/**
 * Galileo (Tseng et al. 2025, arXiv:2502.09356): every patch of every date has one token per group
 * of bands, and all tokens attend to each other. Maps are means over dates and groups.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.galileo;
