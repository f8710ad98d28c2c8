package org.eobench.encoders.dofa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.PositionTable;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;

class DofaConfigTest {
  private static final String VALID =
      """
      {encoder_weights: null, download_url: null, input_size: 32, input_bands: {optical: [B2]},
       embed_dim: 16, depth: 4, num_heads: 4, patch_size: 8, mlp_ratio: 4, wv_planes: 16,
       output_layers: [0, 3], output_dim: 16, position_table: interpolate, frozen_mode: eval,
       wave_list: {optical: {B2: 0.49}}}
      """;

  @Test
  void readsItsKeysInPangaeasSpelling() {
    DofaConfig config = bind(VALID);
    assertThat(config.positionTable()).isEqualTo(PositionTable.INTERPOLATE);
    assertThat(config.shape().outputLayers()).containsExactly(0, 3);
    assertThat(config.shape().grid()).isEqualTo(4);
  }

  @Test
  void refusesASizeThatPatchesDoNotCover() {
    refuses("input_size: 32", "input_size: 30", "input_size=30 must be a multiple of patch_size=8");
    refuses("input_size: 32", "input_size: 30", "nearest: 32");
  }

  @Test
  void refusesHeadsThatDoNotShareTheWidth() {
    refuses(
        "num_heads: 4", "num_heads: 3", "embed_dim=16 must be a multiple of 4 and of num_heads=3");
  }

  @Test
  void refusesLayersOutsideItsDepthOrOutOfOrder() {
    refuses("[0, 3]", "[0, 4]", "output_layers=[0, 4] must be ascending and within 0..3");
    refuses("[0, 3]", "[3, 0]", "output_layers=[3, 0]");
    refuses("[0, 3]", "[]", "output_layers must list at least one block");
  }

  @Test
  void refusesAnotherOutputWidthThanItHas() {
    refuses("output_dim: 16", "output_dim: 8", "output_dim=8 must equal embed_dim=16");
  }

  private static void refuses(String valid, String wrong, String message) {
    assertThatThrownBy(() -> bind(VALID.replace(valid, wrong)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(message);
  }

  private static DofaConfig bind(String yaml) {
    return Binder.bindText(yaml, "dofa.yaml", DofaConfig.class);
  }
}
