package org.eobench.encoders.ssl4eo;

import java.util.Locale;
import org.eobench.core.encoder.Encoder;
import org.eobench.encoders.Trial;

/** The four variants in a size for tests: three bands, patches of 8 pixels, width 8. */
final class Ssl4eoVariants {
  static final int BANDS = 3;
  private static final String SHAPE =
      """
      {encoder_weights: null, download_url: null, input_size: %d,
       input_bands: {optical: [B2, B3, B4]}, embed_dim: 8, depth: 2, num_heads: 2, patch_size: 8,
       mlp_ratio: 2, output_layers: [0, 1], output_dim: 8, frozen_mode: eval, final_norm: %s%s}
      """;

  private Ssl4eoVariants() {}

  static Encoder dino(Trial trial, boolean qkvBias, String finalNorm) {
    return trial.create(
        Ssl4eoDinoConfig.class,
        Ssl4eoVits::dino,
        String.format(
            Locale.ROOT, SHAPE, 32, finalNorm, ", pretrained_size: 32, qkv_bias: " + qkvBias));
  }

  static Encoder moco(Trial trial, String finalNorm) {
    return trial.create(
        Ssl4eoVitConfig.class,
        Ssl4eoVits::moco,
        String.format(Locale.ROOT, SHAPE, 32, finalNorm, ""));
  }

  static Encoder mae(Trial trial, int size) {
    return trial.create(
        Ssl4eoVitConfig.class,
        Ssl4eoVits::mae,
        String.format(Locale.ROOT, SHAPE, size, "last", ""));
  }

  static Encoder data2vec(Trial trial, int size, String initValues) {
    return trial.create(
        Ssl4eoData2vecConfig.class,
        Ssl4eoData2vecEncoder::new,
        String.format(Locale.ROOT, SHAPE, size, "last", ", init_values: " + initValues));
  }
}
