package org.eobench.encoders.remoteclip;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.BandAdaptation;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the RemoteCLIP encoder.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param positionGrid side of the square grid of the position table: 7 for 224 pixels in patches of
 *     32
 * @param projectionDim features of the embedding that images and texts share
 * @param activation the activation of the MLPs
 * @param bandAdaptation how the kernel for red, green and blue is adapted to other bands
 */
public record RemoteClipConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    @Range(min = 1) int positionGrid,
    @Range(min = 1) int projectionDim,
    Activation activation,
    BandAdaptation bandAdaptation)
    implements EncoderConfig {

  /** The activation of the MLPs. */
  public enum Activation {
    /** The exact GELU, with which RemoteCLIP is loaded. */
    GELU,
    /** OpenAI's approximation, {@code x·sigmoid(1.702·x)}. */
    QUICK_GELU
  }
}
