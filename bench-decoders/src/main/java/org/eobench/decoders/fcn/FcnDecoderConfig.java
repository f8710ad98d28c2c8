package org.eobench.decoders.fcn;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.neck.InterpMethod;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of FCN.
 *
 * @param channels width of the map inside the decoder
 * @param numConvs convolutions on the deepest map
 * @param kernelSize their side, odd
 * @param concatInput whether the deepest map is joined to their result and one more convolution
 *     sees both
 * @param dilation pixels between the taps of the convolutions on the deepest map
 * @param dropout share of channels dropped before the last layer while training; 0 is Pangaea's
 * @param interpMethod how predictions are brought to the size of the image
 * @param logitsActivation what follows the last layer; Pangaea's ReLU allows no logit below 0
 * @param temporal how the maps of several dates become one
 */
@Paper("arXiv:1411.4038")
public record FcnDecoderConfig(
    int channels,
    int numConvs,
    int kernelSize,
    boolean concatInput,
    int dilation,
    double dropout,
    InterpMethod interpMethod,
    LogitsActivation logitsActivation,
    @Inline TemporalKeys temporal) {

  /** What follows the last layer. */
  public enum LogitsActivation {
    NONE,
    RELU
  }

  public FcnDecoderConfig {
    atLeastOne("channels", channels);
    atLeastOne("num_convs", numConvs);
    atLeastOne("dilation", dilation);
    if (kernelSize < 1 || kernelSize % 2 == 0) {
      throw new IllegalArgumentException(
          "kernel_size=" + kernelSize + " must be odd, so that maps keep their size");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout=" + dropout + " must lie in [0, 1)");
    }
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + "=" + value + " must be at least 1");
    }
  }
}
