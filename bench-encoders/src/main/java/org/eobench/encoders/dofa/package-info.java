/**
 * DOFA (Xiong et al., arXiv:2403.15356): one vision transformer for any set of bands. A small
 * network makes the kernel of the patch embedding from the wavelengths of whatever bands come in.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.dofa;
