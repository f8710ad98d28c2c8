/**
 * Copernicus-FM (Wang et al. 2025, arXiv:2503.11849): a vision transformer for any sensor of the
 * Copernicus programme. A small network generates the kernel of the patch embedding from
 * wavelengths and bandwidths, or from the name of a variable; place, date and area are added to all
 * tokens.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.copernicusfm;
