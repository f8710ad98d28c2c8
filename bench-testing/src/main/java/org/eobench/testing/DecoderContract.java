package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.HeadBank;
import org.eobench.core.decoder.Prediction;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of decoders. The test of a plug-in extends this class and lists its decoders, each
 * with a size that runs within a moment.
 */
public abstract class DecoderContract {
  /** Of matrix products of several heads together. */
  private static final Offset<Float> ROUNDING = Offset.offset(1e-4f);

  private static final long SEED = 11;
  private static final int BATCH = 3;

  // Shared by all rules, so that scripts are compiled only once for all decoders.
  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  /** The decoders to test. */
  protected abstract Stream<DecoderSubject> subjects();

  @AfterEach
  void closeOperators() {
    manager.close();
  }

  @TestFactory
  Stream<DynamicNode> decoderContract() {
    return subjects().map(subject -> ContractRule.all(subject.name(), subject, rules(subject)));
  }

  /** Each config with every encoder stub: it works or is refused with a clear error. */
  @TestFactory
  Stream<DynamicNode> decoderMatrix() {
    return new DecoderMatrix(ops).nodes(subjects());
  }

  private List<ContractRule<DecoderSubject>> rules(DecoderSubject subject) {
    List<ContractRule<DecoderSubject>> rules = new ArrayList<>(common());
    rules.addAll(FittedDecoderRules.isFitted(subject) ? ofFitted() : ofTrained());
    return rules;
  }

  private List<ContractRule<DecoderSubject>> common() {
    return List.of(
        new ContractRule<>("returns logits of the requested size", this::shapes),
        new ContractRule<>("accepts oblong images of odd sizes", this::oblong),
        new ContractRule<>("returns finite, varied values", this::values),
        new ContractRule<>("returns bit-identical results when repeated", this::deterministic),
        new ContractRule<>("predicts the same with and without auxiliary heads", this::predicts),
        new ContractRule<>("repeats its training with the same seed", this::trainingRepeats),
        new ContractRule<>("is not random in evaluation mode", this::noDropout),
        new ContractRule<>("changes no buffer in evaluation mode", this::buffersRest),
        new ContractRule<>("returns the same after saving and loading", this::saved),
        new ContractRule<>("refuses other numbers of dates", this::dates),
        new ContractRule<>("leaves no array behind", this::memory));
  }

  private List<ContractRule<DecoderSubject>> ofTrained() {
    return List.of(
        new ContractRule<>("updates every parameter", this::learns),
        new ContractRule<>("passes gradients to the encoder", this::passesOn),
        new ContractRule<>("gets no gradient if frozen", this::frozen));
  }

  private List<ContractRule<DecoderSubject>> ofFitted() {
    return List.of(
        new ContractRule<>("has nothing to train", FittedDecoderRules::hasNothingToTrain),
        new ContractRule<>(
            "refuses to predict before the fit",
            subject ->
                FittedDecoderRules.refusesBeforeTheFit(
                    subject, scope -> features(subject, scope))));
  }

  private Probe<Decoder> probe(DecoderSubject subject) {
    Probe<Decoder> probe = Probe.seeded(ops, subject::create, SEED);
    FittedDecoderRules.fit(subject, probe, scope -> features(subject, scope));
    return probe;
  }

  private static FeatureMaps features(DecoderSubject subject, NDManager manager) {
    int size = subject.encoder().inputSize();
    return features(subject, subject.frames(), size, size, manager);
  }

  /** Maps of an image with {@code height} rows, of which a stride may drop some. */
  private static FeatureMaps features(
      DecoderSubject subject, int frames, int height, int width, NDManager manager) {
    return StubMaps.of(subject.encoder(), BATCH, frames, height, width, manager);
  }

  private static NDArray logits(DecoderSubject subject, Decoder decoder, NDManager step) {
    int size = subject.encoder().inputSize();
    return decoder.decode(features(subject, step), size, size);
  }

  private static List<float[]> decode(DecoderSubject subject, Probe<Decoder> probe) {
    return probe.run(step -> List.of(logits(subject, probe.module(), step)));
  }

  /** Runs forward, and backward if there is anything to train. */
  private static void pass(Probe<Decoder> probe, Function<NDManager, NDArray> scalar) {
    if (probe.module().featureFit() == null) {
      probe.back(scalar);
    } else {
      probe.run(step -> List.of(scalar.apply(step)));
    }
  }

  private static void back(DecoderSubject subject, Probe<Decoder> probe) {
    int size = subject.encoder().inputSize();
    pass(
        probe,
        step ->
            probe
                .module()
                .predict(features(subject, step), size, size)
                .loss(probe.ops(), logits -> logits.mul(logits).mean()));
  }

  private void predicts(DecoderSubject subject) {
    int size = subject.encoder().inputSize();
    try (Probe<Decoder> probe = probe(subject);
        NDManager step = probe.manager().newSubManager()) {
      FeatureMaps maps = features(subject, step);
      NDArray logits = probe.module().decode(maps, size, size);
      Prediction prediction = probe.module().predict(maps, size, size);
      if (probe.module() instanceof HeadBank bank) {
        assertHeads(bank, probe.module(), maps, prediction.logits());
        return;
      }
      BitEquality.assertEqual(
          List.of(prediction.logits().toFloatArray()), List.of(logits.toFloatArray()));
      assertThat(prediction.auxiliary())
          .allSatisfy(head -> assertThat(head.logits().getShape()).isEqualTo(logits.getShape()));
    }
  }

  /** A bank predicts with all heads in training, and decodes with the chosen one. */
  private static void assertHeads(
      HeadBank bank, Decoder decoder, FeatureMaps maps, NDArray predicted) {
    float[] all = predicted.toFloatArray();
    int heads = bank.heads().size();
    for (int head = 0; head < heads; head++) {
      bank.choose(head);
      assertThat(bank.chosen()).isEqualTo(head);
      float[] own = decoder.decode(maps, 1, 1).toFloatArray();
      assertThat(own).hasSize(all.length / heads);
      for (int i = 0; i < own.length; i++) {
        assertThat(all[head * own.length + i]).as("head %d", head).isCloseTo(own[i], ROUNDING);
      }
    }
  }

  private void shapes(DecoderSubject subject) {
    int input = subject.encoder().inputSize();
    int[][] sizes = {{input, input}, {input + 13, input - 9}, {1, 3}};
    try (Probe<Decoder> probe = probe(subject)) {
      for (int[] size : sizes) {
        try (NDManager step = probe.manager().newSubManager()) {
          NDArray logits = probe.module().decode(features(subject, step), size[0], size[1]);
          assertThat(logits.getShape()).isEqualTo(subject.logits(BATCH, size[0], size[1]));
        }
      }
    }
  }

  /** Also in training mode, where maps are padded, concatenated and differentiated. */
  private void oblong(DecoderSubject subject) {
    int[][] sizes = {{45, 75}, {77, 46}};
    try (Probe<Decoder> probe = probe(subject)) {
      for (int[] size : sizes) {
        pass(
            probe,
            step -> {
              FeatureMaps maps = features(subject, subject.frames(), size[0], size[1], step);
              NDArray logits = probe.module().decode(maps, size[0], size[1]);
              assertThat(logits.getShape()).isEqualTo(subject.logits(BATCH, size[0], size[1]));
              return logits.mul(logits).mean();
            });
        probe.module().setTraining(true);
      }
    }
  }

  private void values(DecoderSubject subject) {
    try (Probe<Decoder> probe = probe(subject)) {
      float[] logits = decode(subject, probe).get(0);
      float first = logits[0];
      boolean varied = false;
      for (float value : logits) {
        assertThat(value).isFinite();
        varied |= value != first;
      }
      assertThat(varied).as("logits are not all the same").isTrue();
    }
  }

  private void deterministic(DecoderSubject subject) {
    try (Probe<Decoder> first = probe(subject);
        Probe<Decoder> second = probe(subject)) {
      List<float[]> logits = decode(subject, first);
      BitEquality.assertEqual(decode(subject, first), logits);
      BitEquality.assertEqual(decode(subject, second), logits);
    }
  }

  private void trainingRepeats(DecoderSubject subject) {
    try (Probe<Decoder> first = probe(subject);
        Probe<Decoder> second = probe(subject)) {
      BitEquality.assertEqual(trained(subject, second), trained(subject, first));
    }
  }

  /** Logits in training mode and all tensors after it. */
  private static List<float[]> trained(DecoderSubject subject, Probe<Decoder> probe) {
    probe.module().setTraining(true);
    probe.ops().seed(SEED);
    List<float[]> seen = new ArrayList<>(decode(subject, probe));
    back(subject, probe);
    seen.addAll(buffers(probe));
    return seen;
  }

  private static List<float[]> buffers(Probe<Decoder> probe) {
    return probe.module().tensors().values().stream()
        .filter(tensor -> tensor.isBuffer() && tensor.dataType().isFloating())
        .map(tensor -> tensor.array().toFloatArray())
        .toList();
  }

  /** In evaluation mode, because a bias before a batch norm has no gradient in training mode. */
  private void learns(DecoderSubject subject) {
    try (Probe<Decoder> probe = probe(subject)) {
      back(subject, probe);
      assertThat(probe.gradientNorms()).isNotEmpty();
      probe
          .gradientNorms()
          .forEach(
              (name, norm) -> {
                if (!subject.idle().contains(name)) {
                  assertThat(norm).as(name).isPositive();
                }
              });
      assertThat(probe.gradientNorms().keySet()).containsAll(subject.idle());
    }
  }

  private void passesOn(DecoderSubject subject) {
    try (Probe<Decoder> probe = probe(subject);
        NDManager outer = probe.manager().newSubManager()) {
      FeatureMaps maps = features(subject, outer);
      maps.levels().forEach(map -> map.setRequiresGradient(true));
      int size = subject.encoder().inputSize();
      probe.back(
          step -> {
            NDArray logits = probe.module().decode(maps, size, size);
            return logits.mul(logits).mean();
          });
      double reached = 0;
      for (NDArray map : maps.levels()) {
        reached += map.getGradient().abs().sum().getFloat();
      }
      assertThat(reached).isPositive();
    }
  }

  private void frozen(DecoderSubject subject) {
    try (Probe<Decoder> probe = probe(subject);
        NDManager outer = probe.manager().newSubManager()) {
      probe.module().setTrainable(false);
      FeatureMaps maps = features(subject, outer);
      maps.levels().forEach(map -> map.setRequiresGradient(true));
      int size = subject.encoder().inputSize();
      probe.back(step -> probe.module().decode(maps, size, size).mean());
      probe
          .module()
          .tensors()
          .forEach((name, tensor) -> assertThat(tensor.array().hasGradient()).as(name).isFalse());
    }
  }

  private void noDropout(DecoderSubject subject) {
    try (Probe<Decoder> probe = probe(subject)) {
      probe.ops().seed(1);
      List<float[]> logits = decode(subject, probe);
      probe.ops().seed(2);
      BitEquality.assertEqual(decode(subject, probe), logits);
    }
  }

  private void buffersRest(DecoderSubject subject) {
    try (Probe<Decoder> probe = probe(subject)) {
      List<float[]> before = buffers(probe);
      decode(subject, probe);
      BitEquality.assertEqual(buffers(probe), before);
    }
  }

  private void saved(DecoderSubject subject) throws Exception {
    Path folder = Files.createTempDirectory("decoder-contract");
    try (Probe<Decoder> first = probe(subject);
        Probe<Decoder> second = Probe.empty(ops, subject::create)) {
      // Moves the running statistics away from their initial values.
      trained(subject, first);
      first.module().setTraining(false);
      TensorCopy.copy(first, second, folder.resolve("decoder.safetensors"));
      BitEquality.assertEqual(decode(subject, second), decode(subject, first));
    } finally {
      TensorCopy.delete(folder);
    }
  }

  private void dates(DecoderSubject subject) {
    int size = subject.encoder().inputSize();
    try (Probe<Decoder> probe = probe(subject);
        NDManager step = probe.manager().newSubManager()) {
      if (subject.frames() > 1) {
        FeatureMaps more = features(subject, subject.frames() + 1, size, size, step);
        assertThatThrownBy(() -> probe.module().decode(more, size, size))
            .isInstanceOf(BenchException.class)
            .hasMessageContaining(
                String.format(Locale.ROOT, "built for %d dates", subject.frames()));
        return;
      }
      FeatureMaps maps = features(subject, step);
      FeatureMaps one = new FeatureMaps(maps.levels().stream().map(m -> m.expandDims(2)).toList());
      assertThat(probe.module().decode(one, size, size).getShape())
          .isEqualTo(subject.logits(BATCH, size, size));
      FeatureMaps two = new FeatureMaps(one.levels().stream().map(m -> m.concat(m, 2)).toList());
      assertThatThrownBy(() -> probe.module().decode(two, size, size))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("one date");
    }
  }

  private void memory(DecoderSubject subject) {
    try (Probe<Decoder> probe = probe(subject)) {
      probe.module().setTraining(true);
      trained(subject, probe);
      int before = probe.liveArrays();
      for (int i = 0; i < 3; i++) {
        trained(subject, probe);
      }
      assertThat(probe.liveArrays()).isEqualTo(before);
    }
  }
}
