package org.eobench.encoders.ssl4eo;

import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the data2vec variant.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param initValues initial value of the factors of a block's branches
 * @param finalNorm the maps to which the final norm is applied
 */
public record Ssl4eoData2vecConfig(
    @Inline EncoderKeys keys, @Inline VitShape shape, double initValues, FinalNorm finalNorm)
    implements EncoderConfig {
  public Ssl4eoData2vecConfig {
    if (!(initValues > 0 && initValues < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "init_values=%s must be positive, because data2vec scales both branches",
              initValues));
    }
  }
}
