/**
 * The contract of encoders: images in, feature maps out. An {@link
 * org.eobench.core.encoder.Encoder} says in its {@link org.eobench.core.encoder.EncoderSpec} which
 * bands and which size it takes and which maps it gives, and in its checkpoint layout how published
 * weights map to its tensors. The package also holds what several encoders share: the plain vision
 * transformer, kernels for other bands than red, green and blue, and encoders of single dates
 * applied to series.
 *
 * <pre>{@code
 * FeatureMaps maps = encoder.encode(EncoderInput.of(Map.of("optical", images))); // [B,C,T,H,W]
 * NDArray deepest = maps.last(); // [B,D,h,w]
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.encoder;
