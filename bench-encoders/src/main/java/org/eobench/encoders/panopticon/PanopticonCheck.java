package org.eobench.encoders.panopticon;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.EncoderCheck;
import org.jspecify.annotations.Nullable;

/** Recorded cases of Panopticon, in which each sample has channels of its own. */
public final class PanopticonCheck extends EncoderCheck<PanopticonEncoder> {
  public PanopticonCheck() {
    super(
        "encoder/panopticon",
        """
        requires:
          {ffn_layer: mlp, num_register_tokens: 0, interpolate_antialias: false, norm_eps: 1.0e-06,
           chn_layer_norm: false, chn_qkv_bias: false, opt_coarsity: 1, use_full_spectra: false}
        """);
  }

  @Override
  protected NDArray pass(
      GoldenCase golden, PanopticonEncoder encoder, NDManager manager, ComputedArrays computed) {
    RecordedArray recorded = golden.input("imgs");
    NDArray image = manager.create(recorded.floats(), new Shape(recorded.shape()));
    int channels = recorded.size(1);
    long[] flat = golden.input("chn_ids").longs();
    long[][] ids = new long[recorded.size(0)][channels];
    for (int i = 0; i < flat.length; i++) {
      ids[i / channels][i % channels] = flat[i];
    }
    NDArray codes = encoder.channelCodes().of(ids, manager);
    NDArray patches = encoder.patches(image, codes, left(golden, manager));
    computed.put("channel_codes", codes);
    computed.put("patch_tokens", patches);
    GlobalFeatures features = encoder.global(image, patches);
    List<NDArray> arrays = new ArrayList<>();
    JsonNode layers = golden.config().path("output_layers");
    for (int i = 0; i < layers.size(); i++) {
      NDArray map = features.maps().levels().get(i);
      NDArray token = features.classTokens().get(i);
      computed.put("layer" + layers.get(i).asInt(), map);
      computed.put("cls" + layers.get(i).asInt(), token);
      arrays.add(map);
      arrays.add(token);
    }
    return meanSquare(arrays);
  }

  private static @Nullable NDArray left(GoldenCase golden, NDManager manager) {
    if (!golden.hasInput("spec_masks")) {
      return null;
    }
    RecordedArray masks = golden.input("spec_masks");
    float[] scores = new float[masks.values().length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = masks.values()[i] == 0 ? 0 : Float.NEGATIVE_INFINITY;
    }
    return manager.create(scores, new Shape(masks.size(0), masks.size(1), 1, 1));
  }

  @Override
  protected PanopticonEncoder encoder(GoldenCase golden, CheckContext context) {
    JsonNode config = golden.config();
    int patch = config.path("patch_size").asInt();
    String yaml =
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: %1$s, input_bands: {sar: [VV]},
             embed_dim: %2$s, output_dim: %2$s, depth: %3$s, num_heads: %4$s, patch_size: %5$d,
             mlp_ratio: %6$s, output_layers: %7$s, position_grid: %8$d, attn_dim: %9$s,
             chn_heads: %10$s, init_values: %12$s, interpolate_offset: %11$s, wave_list: {},
             sar_ids: {VV: -1}, final_norm: all, frozen_mode: eval}
            """,
            config.path("img_size"),
            config.path("embed_dim"),
            config.path("depth"),
            config.path("num_heads"),
            patch,
            config.path("mlp_ratio"),
            config.path("output_layers"),
            config.path("img_size").asInt() / patch,
            config.path("attn_dim"),
            config.path("chn_heads"),
            config.path("interpolate_offset"),
            config.path("init_values"));
    return new PanopticonEncoder(
        Binder.bindText(yaml, GoldenCase.FILE, PanopticonConfig.class), context(context, 1));
  }
}
