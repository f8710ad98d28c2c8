package org.eobench.encoders.rcf;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;

/**
 * Config of random convolutional features.
 *
 * @param keys the keys of every encoder
 * @param inputSize side in pixels of evaluation tiles, a multiple of the stride
 * @param features width of the map, twice the number of kernels
 * @param kernelSize kernel size in pixels
 * @param bias bias added after each kernel
 * @param stride side in pixels of the cells over which features are averaged
 * @param mode source of the kernels
 * @param fitImages maximum number of training images from which empirical kernels are cut
 */
public record RcfConfig(
    @Inline EncoderKeys keys,
    int inputSize,
    int features,
    int kernelSize,
    double bias,
    int stride,
    Mode mode,
    int fitImages)
    implements EncoderConfig {

  /** The source of the kernels. */
  public enum Mode {
    /** Every value is drawn from the standard normal distribution. */
    GAUSSIAN,
    /** Whitened patches of training images. */
    EMPIRICAL
  }

  public RcfConfig {
    require(
        features > 0 && features % 2 == 0,
        String.format(
            Locale.ROOT,
            "features=%d must be even, because each kernel gives two features; nearest: %d",
            features,
            Math.max(2, features + 1)));
    require(
        kernelSize > 0, String.format(Locale.ROOT, "kernel_size=%d must be positive", kernelSize));
    require(
        stride >= kernelSize,
        String.format(
            Locale.ROOT, "stride=%d must be at least kernel_size=%d", stride, kernelSize));
    require(
        inputSize > 0 && inputSize % stride == 0,
        String.format(
            Locale.ROOT,
            "input_size=%d must be a multiple of stride=%d; nearest: %d",
            inputSize,
            stride,
            Math.max(1, Math.round((float) inputSize / stride)) * stride));
    require(Double.isFinite(bias), String.format(Locale.ROOT, "bias=%s must be a number", bias));
    require(fitImages > 0, String.format(Locale.ROOT, "fit_images=%d must be positive", fitImages));
  }

  @Override
  public RcfConfig withBands(Map<String, List<String>> bands) {
    return new RcfConfig(
        keys.withBands(bands), inputSize, features, kernelSize, bias, stride, mode, fitImages);
  }

  int kernels() {
    return features / 2;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
