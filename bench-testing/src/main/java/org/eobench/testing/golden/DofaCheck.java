package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.encoder.Encoder;

/** Cases of the DOFA encoder. */
final class DofaCheck implements GoldenCheck {
  private static final String KEY = "dofa";
  private static final int WAVE_PLANES = 128;

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("encoder/" + KEY) && components.encoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    Encoder encoder = encoder(golden.config(), golden.config().path("input_bands"), bench);
    EncoderRun.run(golden, encoder, bench, answers);
  }

  /** Builds a DOFA from a recorded config, with the keys of {@code protocol=pangaea}. */
  static Encoder encoder(JsonNode recorded, JsonNode inputBands, Workbench bench) {
    ObjectNode config = Build.config();
    config.putNull("encoder_weights").putNull("download_url");
    config.put("mlp_ratio", 4).put("position_table", "zero").put("frozen_mode", "train");
    config.put("wv_planes", recorded.path("wave_transformer").path("wv_planes").asInt(WAVE_PLANES));
    config.set("input_bands", inputBands);
    config.set("output_dim", recorded.path("embed_dim"));
    config.set("wave_list", waveList(recorded.path("wave_list"), inputBands));
    Build.copy(
        recorded,
        config,
        "input_size",
        "embed_dim",
        "depth",
        "num_heads",
        "patch_size",
        "mlp_ratio",
        "output_layers");
    return Build.component(
        Workbench.known(bench.components().encoders(), KEY),
        config,
        EncoderRun.context(inputBands, bench));
  }

  /** Some cases list wavelengths by modality, some by band alone. */
  private static JsonNode waveList(JsonNode recorded, JsonNode inputBands) {
    boolean byBand = recorded.elements().hasNext() && recorded.elements().next().isNumber();
    if (!byBand) {
      return recorded;
    }
    ObjectNode byModality = Build.config();
    inputBands.fieldNames().forEachRemaining(modality -> byModality.set(modality, recorded));
    return byModality;
  }
}
