/** The decoder contract: feature maps in, logits out. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.decoder;
