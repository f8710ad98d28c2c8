/** Clay: a vision transformer told the wavelengths, the place, the time and the size of pixels. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.clay;
