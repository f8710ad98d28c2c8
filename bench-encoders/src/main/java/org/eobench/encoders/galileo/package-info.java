/** Galileo: transformers over groups of bands of several sensors and dates. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.galileo;
