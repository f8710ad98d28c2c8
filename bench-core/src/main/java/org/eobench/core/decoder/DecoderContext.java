package org.eobench.core.decoder;

import java.util.Locale;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchOps;

/**
 * What a decoder is given besides its own config.
 *
 * @param ops operators of the run's precision
 * @param encoder facts of the encoder whose maps it gets
 * @param numClasses K, output channels
 * @param frames T, dates per sample
 */
public record DecoderContext(TorchOps ops, EncoderSpec encoder, int numClasses, int frames) {

  /**
   * For decoders of regression, which predict one value per pixel.
   *
   * @throws BenchException if the data set has classes
   */
  public void requireOneOutput() {
    if (numClasses != 1) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NoRegression",
                  String.format(
                      Locale.ROOT,
                      "this decoder predicts one value per pixel, the data set has %d classes",
                      numClasses))
              .at("decoder")
              .expecting("a data set of measured values, with num_classes: 1")
              .next("choose a decoder for segmentation, such as `decoder=seg_upernet`"));
    }
  }
}
