package org.eobench.testing.golden.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
 * Dropout must be 0 in the decoder's config. A case of 2026 records only evaluation mode: the
 * {@code output} at the decoder's own size, arrays inside the decoder, and gradients.
 */
final class DecoderRun {
  private static final Pattern MAP = Pattern.compile("(feat|map)\\d+");
  private static final Pattern CLASS_TOKEN = Pattern.compile("cls\\d+");

  /** {@code [B,h,w,N,D]}: N maps, position by position. */
  private static final String TOKENS = "tokens";

  private static final String OUTPUT = "output";
  private static final String FEATURE_GRADIENT = "grad_feat";

  private final GoldenCase golden;
  private final MappedModel model;
  private final CheckContext context;
  private final ObservingOps ops;
  private final Decoder decoder;
  private final TensorNames tensors;

  DecoderRun(GoldenCase golden, MappedModel model, CheckContext context) {
    this.golden = golden;
    this.model = model;
    this.context = context;
    ops = new ObservingOps(context.manager());
    decoder = model.decoder(ops, encoder(golden), frames(golden));
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
    if (golden.hasInput(TOKENS)) {
      long[] shape = golden.inputShape(TOKENS);
      return plain(Collections.nCopies((int) shape[3], new EncoderSpec.Level((int) shape[4], 1)));
    }
    for (String name : features(golden)) {
      long[] shape = golden.inputShape(name);
      int rows = (int) shape[shape.length - 2];
      levels.add(new EncoderSpec.Level((int) shape[1], inputSize / rows));
    }
    boolean temporal = frames(golden) > 1;
    return new EncoderSpec(
        Map.of("optical", List.of()), inputSize, levels, temporal, temporal, pyramid);
  }

  private static EncoderSpec plain(List<EncoderSpec.Level> levels) {
    return new EncoderSpec(Map.of("optical", List.of()), 1, levels, false, false, false);
  }

  /** Number of dates of the recorded maps, {@code [B,D,(T,)h,w]}. */
  private static int frames(GoldenCase golden) {
    if (golden.hasInput(TOKENS)) {
      return 1;
    }
    long[] shape = golden.input(features(golden).get(0)).shape();
    return shape.length == 5 ? (int) shape[2] : 1;
  }

  private static List<String> features(GoldenCase golden) {
    return inputs(golden, MAP);
  }

  private static List<String> inputs(GoldenCase golden, Pattern names) {
    return golden.inputNames().stream().filter(name -> names.matcher(name).matches()).toList();
  }

  void run(ComputedArrays computed) {
    GoldenWeights.fill(golden, golden.weights(), tensors, model.decoderLayout(), context.manager());
    decoder.setTraining(false);
    if (golden.expects(OUTPUT)) {
      evaluate(computed);
      return;
    }
    try (NDManager step = context.manager().newSubManager()) {
      computed.put("eval", decode(maps(step)));
    }
    if (golden.expects("train")) {
      decoder.setTraining(true);
      train(computed);
    }
  }

  private void evaluate(ComputedArrays computed) {
    Map<String, InnerArray> inner = model.mapping().recordedOutputs(golden, decoder.tensors());
    ops.observe(decoder.tensors(), inner.values());
    try (NDManager step = context.manager().newSubManager()) {
      FeatureMaps features = new FeatureMaps(maps(step), List.of(), classTokens(step));
      long[] shape = golden.expectedShape(OUTPUT);
      Gradients.back(
          () -> {
            NDArray output =
                decoder.decode(
                    features, (int) shape[shape.length - 2], (int) shape[shape.length - 1]);
            computed.put(OUTPUT, output);
            inner.forEach((name, array) -> computed.put(name, ops.seen(array)));
            return Gradients.meanSquare(output);
          });
      putGradients(computed);
    }
  }

  private void putGradients(ComputedArrays computed) {
    for (ExpectedArray expected : golden.expected()) {
      if (expected.name().equals("grad_params")) {
        computed.putTensors(expected.name(), Gradients.of(tensors, expected.rows()));
      }
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
        }
      }
      putGradients(computed);
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
    if (golden.hasInput(TOKENS)) {
      NDArray tokens = array(TOKENS, manager);
      for (int i = 0; i < tokens.getShape().get(3); i++) {
        maps.add(tokens.get(":, :, :, " + i).transpose(0, 3, 1, 2));
      }
      return maps;
    }
    features(golden).forEach(name -> maps.add(array(name, manager)));
    return maps;
  }

  private List<NDArray> classTokens(NDManager manager) {
    return inputs(golden, CLASS_TOKEN).stream().map(name -> array(name, manager)).toList();
  }

  private NDArray array(String name, NDManager manager) {
    RecordedArray input = golden.input(name);
    return manager.create(input.floats(), new Shape(input.shape()));
  }
}
