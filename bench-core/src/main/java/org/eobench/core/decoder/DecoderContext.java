package org.eobench.core.decoder;

import java.util.Locale;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The inputs for building a decoder, apart from its own config.
 *
 * @param ops operators with the run's precision
 * @param encoder the encoder whose maps it receives
 * @param numClasses K, output channels
 * @param frames T, dates per sample
 * @param classTokens whether the encoder gives class tokens
 */
public record DecoderContext(
    TorchOps ops, EncoderSpec encoder, int numClasses, int frames, boolean classTokens) {

  /** A context of an encoder without class tokens. */
  public DecoderContext(TorchOps ops, EncoderSpec encoder, int numClasses, int frames) {
    this(ops, encoder, numClasses, frames, false);
  }

  /**
   * Checks the data set for a regression decoder, which predicts one value per pixel.
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
                      "this decoder predicts one value per pixel, but the data set has %d classes",
                      numClasses))
              .at("decoder")
              .expecting("a data set with measured values and num_classes: 1")
              .next("choose a decoder for segmentation, such as `decoder=seg_upernet`"));
    }
  }
}
