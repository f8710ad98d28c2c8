/** DOFA: one vision transformer for any set of bands, told apart by their wavelengths. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.dofa;
