package org.eobench.encoders.multimodal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.encoders.dinov2.Dinov2Config;

/**
 * Config of the encoder of Sentinel-1 and Sentinel-2.
 *
 * @param vit the keys of both vision transformers, which differ in their bands only; {@code
 *     input_bands} lists {@code sar} and {@code optical}
 * @param fusion how the tokens of both are joined
 * @param fusionLayers layers of the fusion {@code xattn}
 * @param fusionHeads attention heads of each of them
 * @param shareFusionLayers whether they share one set of weights
 * @param missingModality what stands in for the image of a sensor that the data does not have
 */
public record MultimodalConfig(
    @Inline Dinov2Config vit,
    FusionKind fusion,
    @Range(min = 1, max = 1000) int fusionLayers,
    @Range(min = 1) int fusionHeads,
    boolean shareFusionLayers,
    @Default("error") MissingModality missingModality)
    implements EncoderConfig {
  static final String RADAR = "sar";
  static final String OPTICAL = "optical";

  public MultimodalConfig {
    Set<String> given = vit.keys().inputBands().keySet();
    require(
        given.equals(Set.of(RADAR, OPTICAL)),
        String.format(
            Locale.ROOT,
            "input_bands lists %s, but this encoder takes images of %s",
            given,
            List.of(RADAR, OPTICAL)));
    int width = vit.shape().embedDim();
    require(
        fusion != FusionKind.XATTN || width % fusionHeads == 0,
        String.format(
            Locale.ROOT, "embed_dim=%d must be a multiple of fusion_heads=%d", width, fusionHeads));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  @Override
  public EncoderKeys keys() {
    return vit.keys();
  }
}
