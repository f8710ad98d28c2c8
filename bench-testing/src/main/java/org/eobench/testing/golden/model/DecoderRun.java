package org.eobench.testing.golden.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.RecordedArray;

/**
 * A case of a decoder, from recorded maps to logits: first in evaluation mode, then the output, the
 * gradients of its mean square and the updated batch statistics of one pass in training mode.
 * Dropout must be 0 in the decoder's config.
 */
final class DecoderRun {
  private static final String FEATURE = "feat";
  private static final String FEATURE_GRADIENT = "grad_feat";

  private final GoldenCase golden;
  private final MappedModel model;
  private final CheckContext context;
  private final Decoder decoder;
  private final TensorNames tensors;

  DecoderRun(GoldenCase golden, MappedModel model, CheckContext context) {
    this.golden = golden;
    this.model = model;
    this.context = context;
    decoder = model.decoder(encoder(golden), frames(golden));
    tensors = TensorNames.same(decoder.tensors());
  }

  /** An encoder spec with maps of the recorded shapes. */
  private static EncoderSpec encoder(GoldenCase golden) {
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
    boolean temporal = frames(golden) > 1;
    return new EncoderSpec(
        Map.of("optical", List.of()), inputSize, levels, temporal, temporal, pyramid);
  }

  /** Number of dates of the recorded maps, {@code [B,D,(T,)h,w]}. */
  private static int frames(GoldenCase golden) {
    long[] shape = golden.input(features(golden).get(0)).shape();
    return shape.length == 5 ? (int) shape[2] : 1;
  }

  private static List<String> features(GoldenCase golden) {
    return golden.inputNames().stream().filter(name -> name.startsWith(FEATURE)).toList();
  }

  void run(ComputedArrays computed) {
    GoldenWeights.fill(golden, golden.weights(), tensors, model.decoderLayout(), context.manager());
    decoder.setTraining(false);
    try (NDManager step = context.manager().newSubManager()) {
      computed.put("eval", decode(maps(step)));
    }
    if (golden.expects("train")) {
      decoder.setTraining(true);
      train(computed);
    }
  }

  private void train(ComputedArrays computed) {
    try (NDManager step = context.manager().newSubManager()) {
      NDList maps = maps(step);
      maps.forEach(map -> map.setRequiresGradient(true));
      Gradients.back(
          () -> {
            NDArray output = decode(maps);
            computed.put("train", output);
            return Gradients.meanSquare(output);
          });
      for (ExpectedArray expected : golden.expected()) {
        if (expected.name().startsWith(FEATURE_GRADIENT)) {
          String level = expected.name().substring(FEATURE_GRADIENT.length());
          computed.put(expected.name(), Gradients.of(maps.get(Integer.parseInt(level))));
        } else if (expected.name().equals("grad_params")) {
          computed.putTensors(expected.name(), Gradients.of(tensors, expected.rows()));
        }
      }
    }
    computed.putTensors("train_buffers", tensors.buffers());
  }

  /** Cases of image classification need no output size. */
  private NDArray decode(NDList maps) {
    JsonNode size = golden.config().path("output_shape");
    return decoder.decode(new FeatureMaps(maps), size.path(0).asInt(), size.path(1).asInt());
  }

  private NDList maps(NDManager manager) {
    NDList maps = new NDList();
    for (String name : features(golden)) {
      RecordedArray map = golden.input(name);
      maps.add(manager.create(map.floats(), new Shape(map.shape())));
    }
    return maps;
  }
}
