package org.eobench.testing.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.CheckpointLayout;

/** What the cases of all decoders have in common: recorded maps go in, logits come out. */
final class DecoderRun {
  private static final String FEATURE = "feat";
  private static final String FEATURE_GRADIENT = "grad_feat";

  private DecoderRun() {}

  /** A context whose encoder gives maps of the recorded shapes. */
  static DecoderContext context(GoldenCase golden, Workbench bench) {
    JsonNode config = golden.config();
    JsonNode encoder = config.path("encoder");
    int inputSize = encoder.path("input_size").asInt();
    boolean pyramid =
        encoder.path("pyramid_output").asBoolean() || config.path("pyramid_output").asBoolean();
    List<EncoderSpec.Level> levels = new ArrayList<>();
    for (String name : features(golden)) {
      long[] shape = golden.input(name).shape();
      int rows = (int) shape[shape.length - 2];
      levels.add(new EncoderSpec.Level((int) shape[1], inputSize / rows));
    }
    int frames = frames(golden);
    boolean temporal = frames > 1;
    EncoderSpec spec =
        new EncoderSpec(
            Map.of("optical", List.of()), inputSize, levels, temporal, temporal, pyramid);
    return new DecoderContext(bench.ops(), spec, config.path("num_classes").asInt(), frames);
  }

  /**
   * Output in evaluation mode; then output, gradients of its mean square and moved batch statistics
   * of one pass in training mode. Dropout must be 0 in the decoder's config.
   */
  static void run(
      GoldenCase golden,
      Decoder decoder,
      CheckpointLayout layout,
      Workbench bench,
      Answers answers) {
    Map<String, Parameter> tensors = decoder.tensors();
    GoldenWeights.fill(golden, golden.weights(), tensors, layout, bench.manager());
    decoder.setTraining(false);
    try (NDManager step = bench.manager().newSubManager()) {
      answers.put("eval", decode(golden, decoder, maps(golden, step)).toFloatArray());
    }
    if (golden.expects("train")) {
      train(golden, decoder, bench, answers);
    }
  }

  private static void train(GoldenCase golden, Decoder decoder, Workbench bench, Answers answers) {
    decoder.setTraining(true);
    Map<String, Parameter> tensors = decoder.tensors();
    try (NDManager step = bench.manager().newSubManager()) {
      NDList maps = maps(golden, step);
      maps.forEach(map -> map.setRequiresGradient(true));
      Gradients.back(
          () -> {
            NDArray output = decode(golden, decoder, maps);
            answers.put("train", output.toFloatArray());
            return Gradients.meanSquare(output);
          });
      for (ExpectedArray expected : golden.expected()) {
        if (expected.name().startsWith(FEATURE_GRADIENT)) {
          String level = expected.name().substring(FEATURE_GRADIENT.length());
          answers.put(expected.name(), Gradients.of(maps.get(Integer.parseInt(level))));
        } else if (expected.name().equals("grad_params")) {
          answers.putTensors(expected.name(), Gradients.of(tensors, expected.rows()));
        }
      }
    }
    answers.putTensors("train_buffers", buffers(tensors));
  }

  /** The float buffers among tensors, by name. */
  static Map<String, float[]> buffers(Map<String, Parameter> tensors) {
    Map<String, float[]> buffers = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (tensor.isBuffer() && tensor.dataType().isFloating()) {
            buffers.put(name, tensor.array().toFloatArray());
          }
        });
    return buffers;
  }

  /** Keys of a recorded fusion of dates: without dropout, and blind to when maps were taken. */
  static ObjectNode fusing(JsonNode recorded, ObjectNode config) {
    config.put("ltae_positions", "none").put("ltae_attention_dropout", 0).put("ltae_dropout", 0);
    return Build.copy(recorded, config, "multi_temporal_strategy");
  }

  /** Cases of whole images need not say a size. */
  private static NDArray decode(GoldenCase golden, Decoder decoder, NDList maps) {
    JsonNode size = golden.config().path("output_shape");
    return decoder.decode(new FeatureMaps(maps), size.path(0).asInt(), size.path(1).asInt());
  }

  /** Dates of the recorded maps, {@code [B,D,(T,)h,w]}. */
  private static int frames(GoldenCase golden) {
    long[] shape = golden.input(features(golden).get(0)).shape();
    return shape.length == 5 ? (int) shape[2] : 1;
  }

  private static NDList maps(GoldenCase golden, NDManager manager) {
    NDList maps = new NDList();
    for (String name : features(golden)) {
      Recorded map = golden.input(name);
      maps.add(manager.create(map.floats(), new Shape(map.shape())));
    }
    return maps;
  }

  private static List<String> features(GoldenCase golden) {
    return golden.inputNames().stream().filter(name -> name.startsWith(FEATURE)).toList();
  }
}
