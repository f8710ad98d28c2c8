package org.eobench.encoders.clayscratch;

import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/**
 * Config of the encoder of Clay's network for training from scratch.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles; the encoder accepts images of any size
 * @param channels width of its two layers
 */
public record ClayScratchConfig(@Inline EncoderKeys keys, int inputSize, int channels)
    implements EncoderConfig {
  public ClayScratchConfig {
    if (inputSize < ClayScratchEncoder.STRIDE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "input_size=%d must be at least %d",
              inputSize,
              ClayScratchEncoder.STRIDE));
    }
    if (channels < 1) {
      throw new IllegalArgumentException("channels=" + channels + " must be at least 1");
    }
  }
}
