package org.eobench.pretrain.run;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The end of a pretraining.
 *
 * @param directory the run directory
 * @param encoder the checkpoint of the encoder
 * @param option of the group {@code encoder}
 */
public record PretrainResult(Path directory, Path encoder, String option) {
  /** What was made and how to use it, for the user. */
  public String text() {
    return String.format(
        Locale.ROOT,
        """
        the encoder is in %s
        to use it: `java -jar bench.jar encoder=%s encoder.encoder_weights=%s` with a decoder, a data set and
        the other arguments of the encoder
        all output is in %s
        """,
        encoder,
        option,
        directory,
        directory);
  }
}
