/**
 * The contract of encoders: images in, feature maps out. An {@link
 * org.eobench.core.encoder.Encoder} has an {@link org.eobench.core.encoder.EncoderSpec}, which
 * lists its bands, input size and feature maps, and a checkpoint layout, which maps published
 * weights to its tensors. The package also contains the parts that several encoders share: the
 * plain vision transformer, the adaptation of kernels to other bands than red, green and blue, and
 * the application of single-date encoders to series.
 *
 * <pre>{@code
 * FeatureMaps maps = encoder.encode(EncoderInput.of(Map.of("optical", images))); // [B,C,T,H,W]
 * NDArray deepest = maps.last(); // [B,D,h,w]
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.encoder;
