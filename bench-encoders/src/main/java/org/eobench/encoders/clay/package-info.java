/**
 * Clay v1 and v1.5 (Clay Foundation): a vision transformer whose patch embedding is made from the
 * wavelengths of its bands and whose position code knows the size of a pixel, the week, the hour
 * and the place.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.clay;
