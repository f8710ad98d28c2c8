package org.eobench.encoders.ssl4eo;

import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the DINO variant.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param pretrainedSize side in pixels of the images of the checkpoint's position table, which is
 *     resampled for other sizes
 * @param qkvBias whether queries, keys and values have the bias that they were trained with;
 *     otherwise the checkpoint's bias is ignored
 * @param finalNorm the maps to which the final norm is applied
 */
public record Ssl4eoDinoConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    int pretrainedSize,
    boolean qkvBias,
    FinalNorm finalNorm)
    implements EncoderConfig {
  public Ssl4eoDinoConfig {
    if (pretrainedSize < 1 || pretrainedSize % shape.patchSize() != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "pretrained_size=%d must be a multiple of patch_size=%d",
              pretrainedSize,
              shape.patchSize()));
    }
  }
}
