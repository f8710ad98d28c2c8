package org.eobench.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of encoders. The test of a plug-in extends this class and lists its encoders, each
 * with a size that runs within a moment.
 */
public abstract class EncoderContract {
  private static final long SEED = 7;
  private static final int REPEATS = 5;

  /** bfloat16 has 8 significant bits, 0.4 % of a value; a few blocks add up to a few times that. */
  private static final double BF16_DISTANCE = 0.05;

  /** Two roundings of one model. */
  private static final double FROZEN_DISTANCE = 0.01;

  /** Smaller linear layers are not packed. */
  private static final int WIDE = 64;

  // Shared by all rules, so that scripts are compiled only once for all encoders.
  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  /** The encoders to test. */
  protected abstract Stream<EncoderSubject> subjects();

  @AfterEach
  void closeOperators() {
    manager.close();
  }

  @TestFactory
  Stream<DynamicNode> encoderContract() {
    return subjects().map(subject -> ContractRule.all(subject.name(), subject, rules()));
  }

  private List<ContractRule<EncoderSubject>> rules() {
    return Stream.of(
            own(),
            new GlobalRules(ops).all(),
            new TokenRules(ops).all(),
            new EncoderInputRules(ops).all())
        .flatMap(List::stream)
        .toList();
  }

  private List<ContractRule<EncoderSubject>> own() {
    return List.of(
        new ContractRule<>("returns the maps that its spec declares", this::shapes),
        new ContractRule<>("returns finite, varied values", this::values),
        new ContractRule<>("returns bit-identical results when repeated", this::deterministic),
        new ContractRule<>("has different weights for different seeds", this::seeded),
        new ContractRule<>("gets no gradient if frozen", this::frozen),
        new ContractRule<>("changes no tensor in evaluation mode", this::noDrift),
        new ContractRule<>("updates every parameter in fine-tuning", this::fineTuned),
        new ContractRule<>("has the same gradients with checkpointing", this::checkpointed),
        new ContractRule<>("has an input layer among its parameters", this::inputLayer),
        new ContractRule<>("is not random in evaluation mode", this::noDropout),
        new ContractRule<>("returns the same after saving and loading", this::saved),
        new ContractRule<>("returns nearly the same in bfloat16, frozen or not", this::bfloat16),
        new ContractRule<>("exports to TorchScript with the same maps", EncoderContract::exported),
        new ContractRule<>("leaves no array behind", EncoderContract::memory));
  }

  private Probe<Encoder> probe(EncoderSubject subject) {
    return Probe.seeded(ops, subject::create, SEED);
  }

  private static List<float[]> encode(EncoderSubject subject, Probe<Encoder> probe) {
    Encoder encoder = probe.module();
    return probe.run(step -> encoder.encode(NoiseInput.of(subject, encoder.spec(), step)).levels());
  }

  private static NDArray meanSquare(FeatureMaps maps) {
    return maps.levels().stream()
        .map(map -> map.mul(map).mean())
        .reduce(NDArray::add)
        .orElseThrow();
  }

  private void shapes(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject);
        NDManager step = probe.manager().newSubManager()) {
      EncoderSpec spec = probe.module().spec();
      FeatureMaps maps = probe.module().encode(NoiseInput.of(subject, spec, step));
      assertThat(maps.levels()).hasSameSizeAs(spec.levels());
      for (int i = 0; i < spec.levels().size(); i++) {
        EncoderSpec.Level level = spec.levels().get(i);
        long side = spec.inputSize() / level.stride();
        List<Long> wanted = new ArrayList<>(List.of((long) NoiseInput.BATCH, (long) level.width()));
        if (spec.temporalOutput()) {
          wanted.add((long) subject.frames());
        }
        wanted.addAll(List.of(side, side));
        assertThat(maps.levels().get(i).getShape().getShape())
            .as("level %d", i)
            .containsExactly(wanted.stream().mapToLong(Long::longValue).toArray());
      }
    }
  }

  private void values(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject)) {
      for (float[] map : encode(subject, probe)) {
        assertThat(map).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        int half = map.length / NoiseInput.BATCH;
        assertThat(Arrays.copyOf(map, half))
            .as("two images that differ")
            .isNotEqualTo(Arrays.copyOfRange(map, half, map.length));
      }
    }
  }

  private void deterministic(EncoderSubject subject) {
    try (Probe<Encoder> first = probe(subject);
        Probe<Encoder> second = probe(subject)) {
      List<float[]> maps = encode(subject, first);
      BitEquality.assertEqual(encode(subject, first), maps);
      BitEquality.assertEqual(encode(subject, second), maps);
    }
  }

  private void seeded(EncoderSubject subject) {
    try (Probe<Encoder> first = probe(subject);
        Probe<Encoder> second = Probe.seeded(ops, subject::create, SEED + 1)) {
      if (first.module().tensors().isEmpty()) {
        BitEquality.assertEqual(encode(subject, second), encode(subject, first));
        return; // no weights, so nothing depends on the seed
      }
      assertThat(encode(subject, first).get(0)).isNotEqualTo(encode(subject, second).get(0));
    }
  }

  private void frozen(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject)) {
      Encoder encoder = probe.module();
      encoder.setTrainable(false);
      probe.back(
          step -> {
            EncoderInput input = NoiseInput.of(subject, encoder.spec(), step);
            input.images().values().forEach(image -> image.setRequiresGradient(true));
            return meanSquare(encoder.encode(input));
          });
      encoder
          .tensors()
          .forEach((name, tensor) -> assertThat(tensor.array().hasGradient()).as(name).isFalse());
    }
  }

  private void noDrift(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject)) {
      Encoder encoder = probe.module();
      encoder.setTrainable(false);
      encoder.setTraining(false);
      Map<String, float[]> before = probe.values();
      encode(subject, probe);
      Map<String, float[]> after = probe.values();
      before.forEach((name, values) -> assertThat(after.get(name)).as(name).isEqualTo(values));
    }
  }

  private void fineTuned(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject)) {
      Encoder encoder = probe.module();
      encoder.setTrainable(true);
      if (parameters(encoder).isEmpty()) {
        return; // nothing to train, as in a baseline without weights
      }
      probe.back(step -> loss(subject, probe, step));
      assertThat(probe.gradientNorms()).isNotEmpty();
      probe.gradientNorms().forEach((name, norm) -> assertThat(norm).as(name).isPositive());
    }
  }

  /**
   * Sums of gradients from several parts may be in another order, so the last bits may differ: up
   * to 1.6e-5 of a gradient was seen, on a CPU with AVX-512.
   */
  private void checkpointed(EncoderSubject subject) {
    try (Probe<Encoder> plain = probe(subject);
        Probe<Encoder> checkpointed = probe(subject)) {
      for (Probe<Encoder> probe : List.of(plain, checkpointed)) {
        probe.module().setTrainable(true);
      }
      if (parameters(plain.module()).isEmpty()) {
        return; // no parameters, no gradients
      }
      plain.back(step -> loss(subject, plain, step));
      int parts = checkpointed.backWithCheckpointing(step -> loss(subject, checkpointed, step));
      Map<String, float[]> gradients = checkpointed.gradients();
      Map<String, Double> norms = plain.gradientNorms();
      Map<String, Double> checkpointedNorms = checkpointed.gradientNorms();
      double noise =
          1e-6 * norms.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
      plain
          .gradients()
          .forEach(
              (name, wanted) -> {
                float[] got = requireNonNull(gradients.get(name));
                if (requireNonNull(norms.get(name)) < noise) {
                  // A bias of keys has no gradient, as a softmax ignores what all scores share.
                  assertThat(checkpointedNorms.get(name)).as(name).isLessThan(noise);
                } else {
                  double distance = distance(got, wanted);
                  assertThat(distance).as(name).isLessThan(parts == 0 ? 1e-12 : 5e-5);
                }
              });
    }
  }

  private static NDArray loss(EncoderSubject subject, Probe<Encoder> probe, NDManager step) {
    Encoder encoder = probe.module();
    EncoderInput input = NoiseInput.of(subject, encoder.spec(), step);
    if (encoder instanceof GlobalEncoder global) {
      GlobalFeatures features = global.encodeGlobal(input);
      return GlobalRules.vectors(features).stream()
          .map(vector -> vector.mul(vector).mean())
          .reduce(meanSquare(features.maps()), NDArray::add);
    }
    return meanSquare(encoder.encode(input));
  }

  private void inputLayer(EncoderSubject subject) {
    try (Probe<Encoder> probe = Probe.empty(ops, subject::create)) {
      List<String> all = parameters(probe.module());
      List<String> input = all.stream().filter(probe.module()::isInputLayer).toList();
      if (all.isEmpty()) {
        return; // no parameters, no input layer
      }
      assertThat(input).isNotEmpty();
      assertThat(input).hasSizeLessThan(all.size());
    }
  }

  /** Names of the trainable parameters. */
  private static List<String> parameters(Encoder encoder) {
    return encoder.tensors().entrySet().stream()
        .filter(tensor -> !tensor.getValue().isBuffer())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void noDropout(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject)) {
      probe.module().setTraining(false);
      probe.ops().seed(1);
      List<float[]> maps = encode(subject, probe);
      probe.ops().seed(2);
      BitEquality.assertEqual(encode(subject, probe), maps);
    }
  }

  private void saved(EncoderSubject subject) throws Exception {
    Path folder = Files.createTempDirectory("encoder-contract");
    try (Probe<Encoder> first = probe(subject);
        Probe<Encoder> second = Probe.empty(ops, subject::create)) {
      TensorCopy.copy(first, second, folder.resolve("encoder.safetensors"));
      BitEquality.assertEqual(encode(subject, second), encode(subject, first));
    } finally {
      TensorCopy.delete(folder);
    }
  }

  private void bfloat16(EncoderSubject subject) {
    try (Probe<Encoder> full = probe(subject);
        Probe<Encoder> low = Probe.seeded(subject::create, SEED, Precision.BF16)) {
      List<float[]> expected = encode(subject, full);
      List<float[]> got = encode(subject, low);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(distance(got.get(i), expected.get(i)))
            .as("level %d: length of the difference over length of the map", i)
            .isLessThan(BF16_DISTANCE);
      }
      // Frozen weights are cast once, trained ones at every call. Behind packed ones, which only
      // frozen ones are, GELU reads values that were not rounded.
      low.module().setTrainable(false);
      List<float[]> frozen = encode(subject, low);
      if (!hasWideLayers(low.module())) {
        BitEquality.assertEqual(frozen, got);
      }
      for (int i = 0; i < got.size(); i++) {
        assertThat(distance(frozen.get(i), got.get(i)))
            .as("level %d with frozen weights", i)
            .isLessThan(FROZEN_DISTANCE);
      }
      BitEquality.assertEqual(encode(subject, low), frozen);
    }
  }

  /** Whether a weight is large enough to be packed. */
  private static boolean hasWideLayers(Encoder encoder) {
    return encoder.tensors().values().stream()
        .map(Parameter::shape)
        .anyMatch(shape -> shape.dimension() == 2 && shape.get(0) >= WIDE && shape.get(1) >= WIDE);
  }

  private static double distance(float[] got, float[] expected) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow((double) got[i] - expected[i], 2);
      length += Math.pow(expected[i], 2);
    }
    return Math.sqrt(difference / length);
  }

  private static void exported(EncoderSubject subject) throws Exception {
    ExportRule.check(subject, SEED);
  }

  /** With operators of its own, whose arrays count. */
  private static void memory(EncoderSubject subject) {
    try (Probe<Encoder> probe = Probe.seeded(subject::create, SEED)) {
      Encoder encoder = probe.module();
      boolean learns = !parameters(encoder).isEmpty();
      encode(subject, probe);
      if (learns) {
        probe.back(
            step -> meanSquare(encoder.encode(NoiseInput.of(subject, encoder.spec(), step))));
      }
      int before = probe.liveArrays();
      for (int i = 0; i < REPEATS; i++) {
        encode(subject, probe);
      }
      if (learns) {
        probe.back(
            step -> meanSquare(encoder.encode(NoiseInput.of(subject, encoder.spec(), step))));
      }
      assertThat(probe.liveArrays()).isEqualTo(before);
    }
  }
}
