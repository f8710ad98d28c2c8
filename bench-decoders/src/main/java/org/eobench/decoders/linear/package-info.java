/** The linear probes, of positions and of whole images. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.linear;
