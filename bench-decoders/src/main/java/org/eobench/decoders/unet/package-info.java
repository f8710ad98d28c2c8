/** The expanding half of a U-Net. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.unet;
