package org.eobench.testing.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;

/** Cases of Clay: all tokens after the last norm, and gradients of their mean square. */
final class ClayCheck implements GoldenCheck {
  private static final String KEY = "clay";
  private static final String MODALITY = "optical";
  private static final int WAVE_WIDTH = 128;

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("encoder/" + KEY) && components.encoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    Encoder encoder = encoder(golden.config(), bench);
    GoldenWeights.fill(
        golden, golden.weights(), encoder.tensors(), encoder.checkpointLayout(), bench.manager());
    try (NDManager step = bench.manager().newSubManager()) {
      answers.put("tokens", tokens(golden, encoder, step).toFloatArray());
    }
    for (ExpectedArray expected : golden.expected()) {
      if (expected.name().equals("grad_params")) {
        List<ExpectedArray.Row> rows = expected.rows();
        Gradients.require(encoder.tensors(), rows);
        try (NDManager step = bench.manager().newSubManager()) {
          Gradients.back(() -> Gradients.meanSquare(tokens(golden, encoder, step)));
        }
        answers.putTensors(expected.name(), Gradients.of(encoder.tensors(), rows));
      }
    }
  }

  private static NDArray tokens(GoldenCase golden, Encoder encoder, NDManager step) {
    Map<String, NDArray> inputs = new LinkedHashMap<>();
    inputs.put(MODALITY, array(golden.input("pixels"), step).expandDims(2));
    inputs.put("time", array(golden.input("time"), step));
    inputs.put("latlon", array(golden.input("latlon"), step));
    return Objects.requireNonNull(encoder.intermediates(EncoderInput.of(inputs)).get("tokens"));
  }

  private static NDArray array(Recorded recorded, NDManager step) {
    return step.create(recorded.floats(), new Shape(recorded.shape()));
  }

  private static Encoder encoder(JsonNode recorded, Workbench bench) {
    ObjectNode config = Build.config();
    config.putNull("encoder_weights").putNull("download_url");
    config.put("frozen_mode", "train").put("final_norm", "last");
    config.put("wave_dim", recorded.path("wave_dim").asInt(WAVE_WIDTH));
    config.set("num_heads", recorded.path("heads"));
    config.set("output_dim", recorded.path("embed_dim"));
    config.putArray("output_layers").add(recorded.path("depth").asInt() - 1);
    ArrayNode bands = config.putObject("input_bands").putArray(MODALITY);
    ObjectNode waves = config.putObject("wave_list").putObject(MODALITY);
    for (JsonNode wave : recorded.path("waves")) {
      String name = "band" + bands.size();
      bands.add(name);
      waves.set(name, wave);
    }
    Build.copy(
        recorded,
        config,
        "input_size",
        "patch_size",
        "embed_dim",
        "depth",
        "dim_head",
        "mlp_ratio",
        "gsd");
    return Build.component(
        Workbench.known(bench.components().encoders(), KEY),
        config,
        EncoderRun.context(config.path("input_bands"), bench));
  }
}
