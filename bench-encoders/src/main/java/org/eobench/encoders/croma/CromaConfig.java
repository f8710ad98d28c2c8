package org.eobench.encoders.croma;

import java.util.Locale;
import java.util.Set;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the CROMA encoders.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformers; {@code depth} is that of the optical one, while the
 *     radar and the joint one have half as many blocks
 * @param modality the encoder that produces the maps
 * @param finalNorm the maps to which that encoder's last norm is applied
 */
public record CromaConfig(
    @Inline EncoderKeys keys, @Inline VitShape shape, CromaModality modality, FinalNorm finalNorm)
    implements EncoderConfig {

  public CromaConfig {
    Set<String> given = keys.inputBands().keySet();
    require(
        given.equals(Set.copyOf(modality.images())),
        String.format(
            Locale.ROOT,
            "input_bands lists %s, but modality=%s takes images of %s",
            given,
            modality.name().toLowerCase(java.util.Locale.ROOT),
            modality.images()));
    require(
        modality == CromaModality.OPTICAL || shape.depth() % 2 == 0,
        String.format(
            Locale.ROOT,
            "depth=%d must be even: the radar and the joint encoder have half as many blocks",
            shape.depth()));
    int depth = modality.depth(shape.depth());
    require(
        shape.lastLayer() < depth,
        String.format(
            Locale.ROOT,
            "output_layers=%s must lie within 0..%d: this encoder has %d of depth=%d blocks",
            shape.outputLayers(),
            depth - 1,
            depth,
            shape.depth()));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
