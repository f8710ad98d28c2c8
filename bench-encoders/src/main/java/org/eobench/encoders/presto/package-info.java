/** Presto: a small transformer over the time series of single pixels. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.presto;
