package org.eobench.encoders.scalemae;

import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;
import org.jspecify.annotations.Nullable;

/**
 * Config of the Scale-MAE encoder.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param inputRes ground resolution in metres per pixel to assume for all images; null uses each
 *     image's own
 * @param finalNorm the maps to which the final norm is applied
 */
public record ScaleMaeConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    @Nullable Double inputRes,
    FinalNorm finalNorm)
    implements EncoderConfig {
  public ScaleMaeConfig {
    if (inputRes != null && !(inputRes > 0 && inputRes <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "input_res=%s must be a positive number of metres, or null", inputRes));
    }
  }
}
