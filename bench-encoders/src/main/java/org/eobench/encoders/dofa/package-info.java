/**
 * DOFA (Xiong et al., arXiv:2403.15356): one vision transformer for any set of bands. A small
 * network generates the kernel of the patch embedding from the wavelengths of the input bands.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.dofa;
