/**
 * The contract of decoders: feature maps in, logits out. A {@link org.eobench.core.decoder.Decoder}
 * is built from its own keys and the widths and strides of the encoder's maps. It depends on
 * neither the encoder class nor the data set. A decoder that is fitted in one pass instead of
 * trained, such as nearest neighbours, has a {@link org.eobench.core.decoder.FeatureFit}.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.decoder;
