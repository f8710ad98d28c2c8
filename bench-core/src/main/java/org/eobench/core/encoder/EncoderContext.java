package org.eobench.core.encoder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The inputs for building an encoder, apart from its own config.
 *
 * @param ops operators with the run's precision
 * @param bands bands of the data set by modality, with wavelengths where they are known
 * @param frames number of dates per sample
 */
public record EncoderContext(TorchOps ops, Map<String, List<Band>> bands, int frames) {

  /**
   * The dates per sample, for an encoder with a limited number of temporal position codes.
   *
   * @param encoder its name in error texts
   * @param most its {@code max_sequence_length}
   * @throws BenchException if the data has more dates
   */
  public int framesUpTo(int most, String encoder) {
    if (frames > most) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "TooManyDates",
                  String.format(Locale.ROOT, "the data set has %d dates per sample", frames))
              .at("encoder.max_sequence_length")
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "at most %d, the number of dates that %s can encode",
                      most,
                      encoder))
              .next("choose a data set with fewer dates"));
    }
    return frames;
  }
}
