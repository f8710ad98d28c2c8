package org.eobench.testing.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.FeatureMaps;

/**
 * A case of an encoder: maps {@code layer0, layer1, …}, arrays inside the encoder, gradients of the
 * maps' mean square; and maps and moved batch statistics of one pass in training mode, where they
 * are recorded.
 */
final class EncoderRun {
  private static final String TRAINING = "train_";

  private final GoldenCase golden;
  private final MappedModel model;
  private final Workbench bench;
  private final ObservingOps ops;
  private final Encoder encoder;
  private final TensorNames tensors;

  EncoderRun(GoldenCase golden, MappedModel model, Workbench bench) {
    this.golden = golden;
    this.model = model;
    this.bench = bench;
    ops = new ObservingOps(bench.manager());
    encoder = model.encoder(ops);
    tensors =
        new TensorNames(
            encoder.tensors(),
            model.mapping().weights().prefix(),
            encoder.checkpointLayout().rename());
  }

  void run(Answers answers) {
    GoldenWeights.fill(
        golden,
        golden.weights(),
        tensors,
        model.ignoringAliases(encoder.checkpointLayout()),
        bench.manager());
    try (NDManager step = bench.manager().newSubManager()) {
      encode("", step, answers);
      recordedOutputs().forEach((name, array) -> answers.put(name, ops.seen(array)));
    }
    for (ExpectedArray expected : golden.expected()) {
      if (expected.name().equals("grad_params")) {
        answers.putTensors(expected.name(), gradients(expected.rows()));
      }
    }
    if (golden.expected().stream().anyMatch(array -> array.name().startsWith(TRAINING))) {
      encoder.setTraining(true);
      try (NDManager step = bench.manager().newSubManager()) {
        encode(TRAINING, step, answers);
      }
      answers.putTensors(TRAINING + "buffers", tensors.buffers());
    }
  }

  /** The mapping's arrays inside the encoder that the case has. */
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

  private void encode(String prefix, NDManager step, Answers answers) {
    ops.observe(encoder.tensors(), recordedOutputs().values());
    List<NDArray> maps = encoder.encode(model.input(golden, step)).levels();
    boolean reversed = model.mapping().maps() == GoldenMapping.MapOrder.DEEPEST_FIRST;
    for (int i = 0; i < maps.size(); i++) {
      int level = reversed ? maps.size() - 1 - i : i;
      answers.put(prefix + "layer" + i, maps.get(level));
    }
  }

  private Map<String, float[]> gradients(List<ExpectedArray.Row> rows) {
    Gradients.require(tensors, rows);
    String start = model.mapping().gradientOf();
    try (NDManager step = bench.manager().newSubManager()) {
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
