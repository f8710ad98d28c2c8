package org.eobench.decoders.unet;

/** Config of the U-Net decoder, whose widths are those of the encoder's maps. */
public record UNetDecoderConfig() {}
