package org.eobench.testing.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Parameter;

/** What the cases of all encoders have in common. */
final class EncoderRun {
  /** Cases of models that know no dates record {@code [B,C,H,W]}, others {@code [B,C,T,H,W]}. */
  private static final int DIMENSIONS_WITH_DATES = 5;

  private EncoderRun() {}

  /** A context whose data offer exactly the bands asked for, wavelengths unknown. */
  static EncoderContext context(JsonNode inputBands, Workbench bench) {
    return context(inputBands, 1, bench);
  }

  /** As {@link #context(JsonNode, Workbench)}, with so many frames. */
  static EncoderContext context(JsonNode inputBands, int frames, Workbench bench) {
    Map<String, List<Band>> bands = new LinkedHashMap<>();
    inputBands
        .fields()
        .forEachRemaining(
            modality -> {
              List<Band> list = new ArrayList<>();
              modality.getValue().forEach(name -> list.add(new Band(name.asText(), null)));
              bands.put(modality.getKey(), list);
            });
    return new EncoderContext(bench.ops(), bands, frames);
  }

  /** The keys that every plain vision transformer has, as recorded; without weights, frozen. */
  static ObjectNode plainVit(GoldenCase golden) {
    ObjectNode config = Build.config();
    config.putNull("encoder_weights").putNull("download_url").put("frozen_mode", "train");
    return Build.copy(
        golden.config(),
        config,
        "input_size",
        "input_bands",
        "embed_dim",
        "depth",
        "num_heads",
        "patch_size",
        "mlp_ratio",
        "output_layers",
        "output_dim");
  }

  /** Builds the encoder of a registry key for the bands of a case, and runs the case with it. */
  static void run(
      GoldenCase golden, String key, ObjectNode config, Workbench bench, Answers answers) {
    Encoder encoder =
        Build.component(
            Workbench.known(bench.components().encoders(), key),
            config,
            context(golden.config().path("input_bands"), bench));
    run(golden, encoder, bench, answers);
  }

  /** Maps {@code layer0, layer1, …}, intermediate values, and gradients of their mean square. */
  static void run(GoldenCase golden, Encoder encoder, Workbench bench, Answers answers) {
    run(golden, encoder, encoder.tensors(), bench, answers);
  }

  /**
   * @param tensors the encoder's tensors under the names that the case gives them
   */
  static void run(
      GoldenCase golden,
      Encoder encoder,
      Map<String, Parameter> tensors,
      Workbench bench,
      Answers answers) {
    GoldenWeights.fill(
        golden, golden.weights(), tensors, encoder.checkpointLayout(), bench.manager());
    maps(golden, encoder, bench, answers);
    try (NDManager step = bench.manager().newSubManager()) {
      encoder
          .intermediates(input(golden, step))
          .forEach((name, values) -> answers.put(name, values.toFloatArray()));
    }
    for (ExpectedArray expected : golden.expected()) {
      if (expected.name().equals("grad_params")) {
        answers.putTensors(
            expected.name(), gradients(golden, encoder, tensors, expected.rows(), bench.manager()));
      }
    }
  }

  /** Maps {@code layer0, layer1, …} of an encoder that has its weights. */
  static void maps(GoldenCase golden, Encoder encoder, Workbench bench, Answers answers) {
    try (NDManager step = bench.manager().newSubManager()) {
      FeatureMaps maps = encoder.encode(input(golden, step));
      for (int i = 0; i < maps.levels().size(); i++) {
        answers.put("layer" + i, maps.levels().get(i).toFloatArray());
      }
    }
  }

  private static Map<String, float[]> gradients(
      GoldenCase golden,
      Encoder encoder,
      Map<String, Parameter> tensors,
      List<ExpectedArray.Row> rows,
      NDManager manager) {
    Gradients.require(tensors, rows);
    try (NDManager step = manager.newSubManager()) {
      Gradients.back(() -> meanOverMaps(encoder.encode(input(golden, step))));
    }
    return Gradients.of(tensors, rows);
  }

  private static NDArray meanOverMaps(FeatureMaps maps) {
    return maps.levels().stream()
        .map(Gradients::meanSquare)
        .reduce(NDArray::add)
        .orElseThrow()
        .div(maps.levels().size());
  }

  private static EncoderInput input(GoldenCase golden, NDManager manager) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    for (String modality : golden.inputNames()) {
      Recorded image = golden.input(modality);
      NDArray array = manager.create(image.floats(), new Shape(image.shape()));
      boolean dated = array.getShape().dimension() == DIMENSIONS_WITH_DATES;
      images.put(modality, dated ? array : array.expandDims(2));
    }
    return EncoderInput.of(images);
  }
}
