package org.eobench.testing.golden.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;

/**
 * A case of an encoder: the maps {@code layer0, layer1, …}, arrays inside the encoder, and
 * gradients of the maps' mean square. If recorded, also the maps and the updated batch statistics
 * of one pass in training mode.
 */
final class EncoderRun {
  private static final String TRAINING = "train_";

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
      recordedOutputs().forEach((name, array) -> computed.put(name, ops.seen(array)));
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

  /** The arrays of the mapping inside the encoder that the case contains. */
  private Map<String, InnerArray> recordedOutputs() {
    Map<String, InnerArray> recorded = new LinkedHashMap<>();
    model
        .mapping()
        .outputs()
        .forEach(
            (name, array) -> {
              if (golden.expects(name)) {
                recorded.put(name, array);
              }
            });
    return recorded;
  }

  private void encode(String prefix, NDManager step, ComputedArrays computed) {
    ops.observe(encoder.tensors(), recordedOutputs().values());
    List<NDArray> maps = encoder.encode(model.input(golden, step)).levels();
    boolean reversed = model.mapping().maps() == GoldenMapping.MapOrder.DEEPEST_FIRST;
    for (int i = 0; i < maps.size(); i++) {
      int level = reversed ? maps.size() - 1 - i : i;
      computed.put(prefix + "layer" + i, maps.get(level));
    }
  }

  private Map<String, float[]> gradients(List<ExpectedArray.Row> rows) {
    Gradients.require(tensors, rows);
    String start = model.mapping().gradientOf();
    try (NDManager step = context.manager().newSubManager()) {
      Gradients.back(
          () -> {
            ops.observe(encoder.tensors(), recordedOutputs().values());
            FeatureMaps maps = encoder.encode(model.input(golden, step));
            return start == null
                ? meanOverMaps(maps)
                : Gradients.meanSquare(
                    ops.seen(Objects.requireNonNull(model.mapping().outputs().get(start))));
          });
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
}
