package org.eobench.decoders.linear;

/**
 * Config of the linear probe.
 *
 * @param softmax whether the model itself normalises over classes before enlarging, as Pangaea's
 *     does; its loss then normalises once more, which damps the gradients
 */
public record LinearDecoderConfig(boolean softmax) {}
