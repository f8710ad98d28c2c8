package org.eobench.decoders.fcn;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.neck.InterpMethod;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of FCN.
 *
 * @param channels width of the map inside the decoder
 * @param numConvs number of convolutions on the deepest map
 * @param kernelSize their kernel size, odd
 * @param concatInput whether their result is concatenated with the deepest map and passed through
 *     one more convolution
 * @param dilation dilation of the convolutions on the deepest map
 * @param dropout share of channels dropped before the last layer in training; 0 in Pangaea
 * @param interpMethod how predictions are resized to the image
 * @param logitsActivation activation after the last layer; Pangaea's ReLU prevents negative logits
 * @param temporal how the maps of several dates are fused
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

  /** The activation after the last layer. */
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
          "kernel_size=" + kernelSize + " must be odd to keep the map size");
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
