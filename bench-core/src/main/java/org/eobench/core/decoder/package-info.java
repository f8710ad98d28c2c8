/**
 * The contract of decoders: feature maps in, logits out. A {@link org.eobench.core.decoder.Decoder}
 * is built from its own keys and the widths and strides of the encoder's maps; it sees neither the
 * encoder nor the data set. A decoder that is fitted in one pass instead of trained, such as
 * nearest neighbours, gives a {@link org.eobench.core.decoder.FeatureFit}.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.decoder;
