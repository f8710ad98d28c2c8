/**
 * SatMAE++ (Noman et al. 2024, arXiv:2403.05419): a vision transformer with separate tokens for
 * groups of Sentinel-2 bands. A code of each token tells its place and its group; a map is the mean
 * over the groups.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.satmaepp;
