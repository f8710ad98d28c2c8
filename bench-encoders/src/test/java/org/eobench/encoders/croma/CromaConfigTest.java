package org.eobench.encoders.croma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;

class CromaConfigTest {
  private static final String SAR =
      """
      {encoder_weights: null, download_url: null, input_size: 32, input_bands: {sar: [VV, VH]},
       embed_dim: 16, depth: 4, num_heads: 4, patch_size: 8, mlp_ratio: 2, output_layers: [0, 1],
       output_dim: 16, modality: sar, final_norm: last, frozen_mode: eval}
      """;

  @Test
  void readsItsKeysInPangaeasSpelling() {
    CromaConfig config = bind(SAR);
    assertThat(config.modality()).isEqualTo(CromaModality.SAR);
    assertThat(config.finalNorm()).isEqualTo(FinalNorm.LAST);
    assertThat(bind(SAR.replace("last", "deepest")).finalNorm()).isEqualTo(FinalNorm.DEEPEST);
  }

  @Test
  void refusesBandsOfAnotherModality() {
    refuses("{sar: [VV, VH]}", "{optical: [B2]}", "input_bands lists [optical]");
    refuses("modality: sar", "modality: joint", "modality=joint takes images of [sar, optical]");
  }

  @Test
  void refusesLayersThatTheRadarEncoderDoesNotHave() {
    refuses("[0, 1]", "[0, 3]", "output_layers=[0, 3] must lie within 0..1");
    refuses("depth: 4", "depth: 3", "depth=3 must be even");
  }

  private static void refuses(String valid, String wrong, String message) {
    assertThatThrownBy(() -> bind(SAR.replace(valid, wrong)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(message);
  }

  private static CromaConfig bind(String yaml) {
    return Binder.bindText(yaml, "croma.yaml", CromaConfig.class);
  }
}
