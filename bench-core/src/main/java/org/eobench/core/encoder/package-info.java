/** The encoder contract: images in, feature maps out. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.encoder;
