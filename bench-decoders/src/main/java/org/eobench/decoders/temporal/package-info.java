/**
 * Fusion of the maps of several dates into one map, for every decoder: attention over dates
 * (L-TAE), a linear layer, mean, maximum, or all dates as channels.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.temporal;
