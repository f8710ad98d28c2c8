package org.eobench.testing.golden.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.error.Suggest;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.Mismatch;

/**
 * A case of an encoder: the maps {@code layer0, layer1, …}, class tokens {@code cls0, cls1, …} and
 * the {@code embedding} of a {@link GlobalEncoder}, arrays inside the encoder, and gradients of
 * their mean squares. If recorded, also the maps and the updated batch statistics of one pass in
 * training mode.
 */
final class EncoderRun {
  private static final String TRAINING = "train_";
  private static final int MAP_AXES = 4;

  private final GoldenCase golden;
  private final MappedModel model;
  private final CheckContext context;
  private final ObservingOps ops;
  private final Encoder encoder;
  private final TensorNames tensors;

  EncoderRun(GoldenCase golden, MappedModel model, CheckContext context) {
    this.golden = golden;
    this.model = model;
    this.context = context;
    ops = new ObservingOps(context.manager());
    encoder = model.encoder(ops);
    tensors =
        new TensorNames(
            encoder.tensors(),
            model.mapping().weights().prefix(),
            encoder.checkpointLayout().rename());
  }

  void run(ComputedArrays computed) {
    GoldenWeights.fill(
        golden,
        golden.weights(),
        tensors,
        model.ignoringAliases(encoder.checkpointLayout()),
        context.manager());
    try (NDManager step = context.manager().newSubManager()) {
      encode("", step, computed);
    }
    for (ExpectedArray expected : golden.expected()) {
      if (expected.name().equals("grad_params")) {
        computed.putTensors(expected.name(), gradients(expected.rows()));
      }
    }
    if (golden.expected().stream().anyMatch(array -> array.name().startsWith(TRAINING))) {
      encoder.setTraining(true);
      try (NDManager step = context.manager().newSubManager()) {
        encode(TRAINING, step, computed);
      }
      computed.putTensors(TRAINING + "buffers", tensors.buffers());
    }
  }

  private Map<String, InnerArray> recordedOutputs() {
    return model.mapping().recordedOutputs(golden, encoder.tensors());
  }

  private void encode(String prefix, NDManager step, ComputedArrays computed) {
    arrays(step).forEach((name, array) -> computed.put(prefix + name, array));
  }

  /** What a pass gives, by the names in the case. */
  private Map<String, NDArray> arrays(NDManager step) {
    ops.observe(encoder.tensors(), recordedOutputs().values());
    EncoderInput input = model.input(golden, step);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    FeatureMaps maps;
    if (encoder instanceof GlobalEncoder global) {
      GlobalFeatures features = global.encodeGlobal(input);
      maps = features.maps();
      putLevels("cls", features.classTokens(), arrays);
      if (features.embedding() != null) {
        arrays.put("embedding", features.embedding());
      }
    } else {
      maps = encoder.encode(input);
    }
    putLevels("layer", maps.levels(), arrays);
    Map<String, NDArray> known = new LinkedHashMap<>(arrays);
    known.putAll(views(maps));
    model
        .mapping()
        .names()
        .forEach(
            (recorded, own) -> {
              if (golden.expects(recorded)) {
                arrays.put(recorded, computed(own, known));
              }
            });
    recordedOutputs().forEach((name, array) -> arrays.put(name, seen(name, array)));
    return arrays;
  }

  private NDArray seen(String name, InnerArray array) {
    NDArray found = ops.seen(array);
    return array.map() ? arranged(found, golden.expectedShape(name)) : found;
  }

  /** The last of the tokens {@code [B,N,D]} as maps of a shape {@code [B,(G,)D,h,w]}. */
  private static NDArray arranged(NDArray tokens, long[] shape) {
    int axes = shape.length;
    long places = shape[axes - 2] * shape[axes - 1] * (axes == 5 ? shape[1] : 1);
    NDArray last = tokens.get(":, " + (tokens.getShape().get(1) - places) + ":");
    Shape grid =
        axes == 5
            ? new Shape(shape[0], shape[1], shape[3], shape[4], shape[2])
            : new Shape(shape[0], shape[2], shape[3], shape[1]);
    return axes == 5
        ? last.reshape(grid).transpose(0, 1, 4, 2, 3)
        : last.reshape(grid).transpose(0, 3, 1, 2);
  }

  /** Other names of the deepest map, for {@code names} of a mapping. */
  private Map<String, NDArray> views(FeatureMaps maps) {
    Map<String, NDArray> views = new LinkedHashMap<>();
    NDArray deepest = maps.levels().get(maps.levels().size() - 1);
    views.put("map", deepest);
    if (deepest.getShape().dimension() == MAP_AXES) {
      views.put("patches", ops.mapToTokens(deepest));
    }
    return views;
  }

  private void putLevels(String name, List<NDArray> levels, Map<String, NDArray> arrays) {
    boolean reversed = model.mapping().maps() == GoldenMapping.MapOrder.DEEPEST_FIRST;
    List<Integer> numbers = model.levels();
    for (int i = 0; i < levels.size(); i++) {
      int number = numbers.isEmpty() ? i : numbers.get(i);
      arrays.put(name + number, levels.get(reversed ? levels.size() - 1 - i : i));
    }
  }

  private NDArray computed(String name, Map<String, NDArray> arrays) {
    NDArray found = arrays.get(name);
    if (found == null) {
      throw new Mismatch(
          "our encoder gives no " + name + "; " + Suggest.sentence(name, arrays.keySet()));
    }
    return found;
  }

  private Map<String, float[]> gradients(List<ExpectedArray.Row> rows) {
    Gradients.require(tensors, rows);
    try (NDManager step = context.manager().newSubManager()) {
      Gradients.back(() -> meanOf(arrays(step)));
    }
    Map<String, float[]> gradients = new LinkedHashMap<>(Gradients.of(tensors, rows));
    for (ExpectedArray.Row row : rows) {
      // The gradient of a tensor that we leave out must be recorded as zero.
      if (encoder.checkpointLayout().ignored().test(row.parameter())) {
        gradients.putIfAbsent(row.parameter(), new float[ExpectedArray.SAMPLES]);
      }
    }
    return gradients;
  }

  private NDArray meanOf(Map<String, NDArray> arrays) {
    List<NDArray> squares = new ArrayList<>();
    for (String pattern : model.mapping().gradientOf()) {
      Pattern names = Pattern.compile(pattern.replace("*", ".*"));
      List<NDArray> found =
          arrays.entrySet().stream()
              .filter(array -> names.matcher(array.getKey()).matches())
              .map(array -> Gradients.meanSquare(array.getValue()))
              .toList();
      if (found.isEmpty()) {
        throw new Mismatch(
            "gradient_of: our encoder gives no "
                + pattern
                + "; "
                + Suggest.sentence(pattern, arrays.keySet()));
      }
      squares.addAll(found);
    }
    return squares.stream().reduce(NDArray::add).orElseThrow().div(squares.size());
  }
}
