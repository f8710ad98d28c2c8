/** The linear probe. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.linear;
