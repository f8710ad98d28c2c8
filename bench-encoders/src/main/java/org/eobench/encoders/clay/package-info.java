/**
 * Clay v1 and v1.5 (Clay Foundation): a vision transformer whose patch embedding is generated from
 * the wavelengths of its bands. Its position code includes the pixel size, the week, the hour and
 * the place.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.clay;
