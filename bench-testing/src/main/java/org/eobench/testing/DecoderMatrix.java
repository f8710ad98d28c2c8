package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests decoders on every {@link EncoderStub}: each combination either works or is refused with an
 * error that a user can act on.
 */
final class DecoderMatrix {
  private static final long SEED = 17;
  private static final int BATCH = 2;

  /** Image sizes that are neither square nor multiples of all strides. */
  private static final int HEIGHT = 72;

  private static final int WIDTH = 69;

  private final TorchOps ops;

  /**
   * @param ops operators for all combinations
   */
  DecoderMatrix(TorchOps ops) {
    this.ops = ops;
  }

  /** A node for each config of the subjects, with a test for each stub. */
  Stream<DynamicNode> nodes(Stream<DecoderSubject> subjects) {
    Set<String> seen = new HashSet<>();
    return subjects
        .filter(subject -> seen.add(subject.component() + subject.config()))
        .map(
            subject ->
                DynamicContainer.dynamicContainer(
                    subject.name(),
                    Arrays.stream(EncoderStub.values())
                        .map(
                            stub ->
                                DynamicTest.dynamicTest(stub.name(), () -> on(subject, stub)))));
  }

  private void on(DecoderSubject meant, EncoderStub stub) throws IOException {
    DecoderSubject subject = meant.on(stub);
    try (Probe<Decoder> probe = Probe.seeded(ops, subject::create, SEED)) {
      FittedDecoderRules.fit(subject, probe, scope -> maps(subject, BATCH, scope));
      works(subject, probe);
    } catch (BenchException refused) {
      boolean own = stub.spec().equals(meant.encoder()) && stub.frames() == meant.frames();
      assertThat(own).as("its own encoder is refused: %s", refused.getMessage()).isFalse();
      assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> requireSentence(problem));
    }
  }

  /** Requires that a problem says what is wrong and gives advice. */
  private static void requireSentence(Problem problem) {
    assertThat(problem.what()).containsPattern("\\w+ \\w+ \\w+");
    assertThat(problem.expected() + problem.next()).as("advice of " + problem).isNotBlank();
  }

  private static FeatureMaps maps(DecoderSubject subject, int batch, NDManager manager) {
    return StubMaps.of(subject.encoder(), batch, subject.frames(), HEIGHT, WIDTH, manager);
  }

  private void works(DecoderSubject subject, Probe<Decoder> probe) throws IOException {
    List<float[]> one = decodeOne(subject, probe);
    Path folder = Files.createTempDirectory("decoder-matrix");
    try (Probe<Decoder> loaded = Probe.empty(ops, subject::create)) {
      TensorCopy.copy(probe, loaded, folder.resolve("decoder.safetensors"));
      BitEquality.assertEqual(decodeOne(subject, loaded), one);
    } finally {
      TensorCopy.delete(folder);
    }
    if (probe.module().featureFit() == null) {
      learns(subject, probe);
    }
  }

  /** Logits of a single image in evaluation mode. */
  private static List<float[]> decodeOne(DecoderSubject subject, Probe<Decoder> probe) {
    return probe.run(
        step -> {
          NDArray logits = probe.module().decode(maps(subject, 1, step), HEIGHT, WIDTH);
          assertThat(logits.getShape()).isEqualTo(subject.logits(1, HEIGHT, WIDTH));
          return List.of(logits);
        });
  }

  /**
   * Gradients must reach every parameter, but not the maps of a frozen encoder, and the training
   * loss must be finite. Evaluation mode comes first, because a bias before a batch norm has no
   * gradient in training mode.
   */
  private static void learns(DecoderSubject subject, Probe<Decoder> probe) {
    assertThat(loss(subject, probe)).isFinite();
    probe
        .gradientNorms()
        .forEach(
            (name, norm) -> {
              assertThat(norm).as(name).isFinite();
              if (!subject.idle().contains(name)) {
                assertThat(norm).as(name).isPositive();
              }
            });
    probe.module().setTraining(true);
    assertThat(loss(subject, probe)).isFinite();
  }

  private static float loss(DecoderSubject subject, Probe<Decoder> probe) {
    float[] value = new float[1];
    try (NDManager outer = probe.manager().newSubManager()) {
      FeatureMaps frozen = maps(subject, BATCH, outer);
      probe.back(
          step -> {
            NDArray loss =
                probe
                    .module()
                    .predict(frozen, HEIGHT, WIDTH)
                    .loss(probe.ops(), logits -> logits.mul(logits).mean());
            value[0] = loss.getFloat();
            return loss;
          });
      assertThat(frozen.levels()).noneMatch(NDArray::hasGradient);
    }
    return value[0];
  }
}
