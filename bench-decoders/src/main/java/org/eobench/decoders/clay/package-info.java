/** The heads that Clay was published with: convolutions and enlargements of the deepest map. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.clay;
