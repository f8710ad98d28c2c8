/** The heads that Prithvi was published with: a neck of transposed convolutions, then FCN. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.prithvi;
