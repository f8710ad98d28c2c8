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
 * What an encoder is given besides its own config.
 *
 * @param ops operators of the run's precision
 * @param bands bands the data offers, by modality, with wavelengths where known
 * @param frames number of dates per sample
 */
public record EncoderContext(TorchOps ops, Map<String, List<Band>> bands, int frames) {

  /**
   * The dates per sample, for an encoder that has codes for so many and no more.
   *
   * @param encoder its name in error texts
   * @param most its {@code max_sequence_length}
   * @throws BenchException when the data has more
   */
  public int framesUpTo(int most, String encoder) {
    if (frames > most) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "TooManyDates",
                  String.format(Locale.ROOT, "the data has %d dates per sample", frames))
              .at("encoder.max_sequence_length")
              .expecting(
                  String.format(Locale.ROOT, "at most %d, for which %s has codes", most, encoder))
              .next("choose a data set with fewer dates"));
    }
    return frames;
  }
}
