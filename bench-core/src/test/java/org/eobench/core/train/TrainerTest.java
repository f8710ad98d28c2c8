package org.eobench.core.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.model.FineTuning;
import org.eobench.core.model.Finetune;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.progress.ProgressListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final String[] HEAD = {"head.weight", "head.bias"};

  @TempDir Path folder;

  private ToyRun toy(int epochs, Finetune extent) {
    return new ToyRun(folder, ToyRun.config(epochs, 0), extent, new ToyDataset(12));
  }

  @Test
  void learnsAToyProblem() {
    try (ToyRun run = toy(10, Finetune.FULL)) {
      TrainState end = run.train();
      assertThat(end.epoch()).isEqualTo(10);
      assertThat(end.iteration()).isEqualTo(30);
      assertThat(end.bestValue()).isGreaterThan(0.75);
    }
  }

  @Test
  void a10AccumulatesTheGradientsOfSeveralBatchesInEachStep() {
    List<Integer> asked = new ArrayList<>();
    // 28 samples are 7 batches of 4: three steps of two batches, and one batch that is left over.
    try (ToyRun run =
        new ToyRun(folder, accumulating(2, 2, null), Finetune.FULL, new ToyDataset(28))
            .learningRate(
                iteration -> {
                  asked.add(iteration);
                  return 0.01;
                })) {
      TrainState end = run.train();
      assertThat(asked).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(end.iteration()).isEqualTo(6);
      assertThat(run.optimizerSteps()).isEqualTo(6);
    }
  }

  @Test
  void aStepOfTwoBatchesIsTheStepOfOneBatchOfTheirSamples() {
    ToyDataset data = new ToyDataset(16);
    Function<TorchOps, Decoder> still = ops -> new ToyDecoder(ops, 0);
    Map<String, float[]> together;
    // Every batch of the toy has the same number of labels, so that the means are equal; without
    // dropout, which draws other numbers.
    try (ToyRun run =
        new ToyRun(folder, accumulating(1, 1, null), Finetune.NONE, data, still)
            .plainSgd()
            .batchSize(8)) {
      run.train();
      together = run.values();
    }
    Path other = folder.resolve("parts");
    try (ToyRun run =
        new ToyRun(other, accumulating(1, 2, null), Finetune.NONE, data, still).plainSgd()) {
      assertThat(other.toFile().mkdir()).isTrue();
      run.train();
      assertThat(distance(together, run.values())).isLessThan(1e-5);
    }
  }

  @Test
  void clippingAlmostStopsATrainingWithoutMomentum() {
    Map<String, float[]> start;
    try (ToyRun run =
        new ToyRun(folder, accumulating(1, 1, 1e-12), Finetune.NONE, new ToyDataset(12))
            .plainSgd()) {
      start = run.values();
      run.train();
      assertThat(distance(start, run.values())).isLessThan(1e-6);
    }
    Path other = folder.resolve("free");
    try (ToyRun run =
        new ToyRun(other, accumulating(1, 1, null), Finetune.NONE, new ToyDataset(12)).plainSgd()) {
      assertThat(other.toFile().mkdir()).isTrue();
      run.train();
      assertThat(distance(start, run.values())).isGreaterThan(1e-3);
    }
  }

  private static TrainerConfig accumulating(int epochs, int batches, @Nullable Double largest) {
    return new TrainerConfig(
        epochs,
        PrecisionChoice.FP32,
        false,
        0,
        0,
        1,
        1,
        1,
        "mIoU",
        false,
        false,
        null,
        null,
        batches,
        largest,
        null,
        null,
        1);
  }

  private static double distance(Map<String, float[]> a, Map<String, float[]> b) {
    return a.entrySet().stream()
        .mapToDouble(
            entry -> {
              float[] other = requireNonNull(b.get(entry.getKey()));
              return IntStream.range(0, other.length)
                  .mapToDouble(i -> Math.abs(entry.getValue()[i] - other[i]))
                  .sum();
            })
        .sum();
  }

  @Test
  void givesTheSameBitsTwice() {
    Map<String, float[]> first;
    try (ToyRun run = toy(2, Finetune.FULL)) {
      run.train();
      first = run.values();
    }
    Path other = folder.resolve("other");
    try (ToyRun run = new ToyRun(other, ToyRun.config(2, 0), Finetune.FULL, new ToyDataset(12))) {
      assertThat(other.toFile().mkdir()).isTrue();
      run.train();
      assertEqualBits(run.values(), first);
    }
  }

  @Test
  void takesTheLearningRateOfEachIterationAndNotOfItsEpoch() {
    List<Integer> asked = new ArrayList<>();
    // Two epochs of three batches: by epoch, neither 0 nor 1 would learn anything.
    try (ToyRun run =
        toy(2, Finetune.NONE)
            .learningRate(
                iteration -> {
                  asked.add(iteration);
                  return iteration == 4 ? 0.01 : 0;
                })) {
      Map<String, float[]> before = run.values();
      run.train();

      assertThat(asked).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(changed(before, run.values())).containsExactlyInAnyOrder(HEAD);
    }
  }

  @Test
  void learnsNothingAtALearningRateOfZero() {
    try (ToyRun run = toy(1, Finetune.NONE).learningRate(iteration -> 0)) {
      Map<String, float[]> before = run.values();
      run.train();

      assertThat(changed(before, run.values())).isEmpty();
    }
  }

  @Test
  void drawsAnotherDropoutMaskInEachIterationAndTheSameOneInARepeatedIteration() {
    TrainState start = TrainState.START;
    TrainState next = start.afterStep(0);
    try (ToyRun run = toy(1, Finetune.NONE)) {
      // The same batch and, as nothing is learnt, the same weights: only dropout can differ.
      double first = run.step(start, 0);

      assertThat(run.step(start, 0)).isEqualTo(first);
      assertThat(run.step(next, 0)).isNotEqualTo(first);
      assertThat(run.step(next.afterEpoch(), 0)).isEqualTo(run.step(next, 0));
    }
  }

  @Test
  void leavesAFrozenEncoderUnchangedBitForBitAndGivesItNoGradients() {
    try (ToyRun run = toy(2, Finetune.NONE)) {
      Map<String, float[]> before = run.values();
      run.train();
      Map<String, float[]> after = run.values();
      assertThat(changed(before, after)).containsExactlyInAnyOrder(HEAD);
      for (Map.Entry<String, Parameter> tensor : run.model.encoder().tensors().entrySet()) {
        assertThat(tensor.getValue().array().hasGradient()).as(tensor.getKey()).isFalse();
      }
    }
  }

  @Test
  void retrainsTheInputLayerOnly() {
    try (ToyRun run = toy(2, Finetune.RETRAIN_INPUT)) {
      Map<String, float[]> before = run.values();
      run.train();
      assertThat(changed(before, run.values()))
          .containsExactlyInAnyOrder(
              "encoder.input.weight", "encoder.input.bias", "head.weight", "head.bias");
    }
  }

  @Test
  void keepsNoArraysFromStepToStep() {
    try (ToyRun run = toy(1, Finetune.FULL)) {
      run.train();
      int after = run.manager.getManagedArrays().size();
      try (ToyRun longer =
          new ToyRun(
              folder.resolve("longer"), ToyRun.config(4, 0), Finetune.FULL, new ToyDataset(12))) {
        assertThat(folder.resolve("longer").toFile().mkdir()).isTrue();
        longer.train();
        assertThat(longer.manager.getManagedArrays()).hasSize(after);
      }
    }
  }

  @Test
  void writesAValidationLineAndAKeptCheckpointWhenDue() throws IOException {
    try (ToyRun run = toy(5, Finetune.FULL)) {
      run.train();
      assertThat(Files.readAllLines(folder.resolve("metrics.jsonl")))
          .hasSize(15 + 3)
          .filteredOn(line -> line.contains("\"kind\":\"val\""))
          .allMatch(line -> line.contains("\"mIoU\":"))
          .extracting(line -> line.replaceAll(".*\"epoch\":(\\d+).*", "$1"))
          .containsExactly("2", "4", "5");
      assertThat(folder.resolve("epoch_2.safetensors")).exists();
      assertThat(folder.resolve("epoch_4.safetensors")).exists();
      assertThat(run.checkpoints.best()).exists();
    }
  }

  @Test
  void refusesALossThatIsNotFinite() {
    try (ToyRun run = toy(1, Finetune.FULL)) {
      Parameter bias = requireNonNull(run.model.decoder().tensors().get("head.bias"));
      bias.set(run.manager.create(new float[] {Float.NaN, 0}));
      Map<String, float[]> before = run.values();
      assertThatThrownBy(run::train)
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("[Bench/LossNotFinite] the loss became NaN")
          .hasMessageContaining("epoch 1, iteration 1, samples train-")
          .hasMessageContaining("lower optimizer.lr")
          .hasMessageContaining("the weights of the previous step are intact");
      Map<String, float[]> after = run.values();
      for (String name : FineTuning.trained(run.model).keySet()) {
        assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
      }
    }
  }

  @Test
  void saysWhenNothingInAnEpochCounts() {
    try (ToyRun run =
        new ToyRun(folder, ToyRun.config(1, 0), Finetune.FULL, new ToyDataset(12, label -> -1))) {
      assertThatThrownBy(run::train)
          .isInstanceOfSatisfying(
              BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
          .hasMessageContaining("[Bench/AllPixelsIgnored]")
          .hasMessageContaining("epoch 1 has no valid target")
          .hasMessageContaining("ignored label -1")
          .hasMessageContaining("bench.jar check");
    }
  }

  @Test
  void leavesOutBatchesInWhichNothingCountsAndTellsHowMany() throws IOException {
    // Two of twelve samples have labels, so that one or two of three batches have none.
    Set<String> unlabelled =
        IntStream.range(2, 12).mapToObj(i -> "train-" + i).collect(Collectors.toSet());
    ToyDataset dataset = new ToyDataset(12, label -> label, unlabelled);
    Lines lines = new Lines();
    try (ToyRun run = new ToyRun(folder, ToyRun.config(2, 0), Finetune.FULL, dataset)) {
      TrainState end = run.train(lines);

      assertThat(end.skipped()).isBetween(2, 4);
      assertThat(end.iteration()).isEqualTo(6);
      assertThat(run.values().values())
          .allSatisfy(values -> assertThat(values).doesNotContain(Float.NaN));
      List<String> log = Files.readAllLines(folder.resolve("metrics.jsonl"));
      assertThat(log.stream().filter(line -> line.contains("\"kind\":\"left_out\"")))
          .hasSize(2)
          .last()
          .asString()
          .contains("\"batches_since_start\":" + end.skipped());
      assertThat(log.stream().filter(line -> line.contains("\"kind\":\"train\"")))
          .hasSize(6 - end.skipped())
          .noneMatch(line -> line.contains("null"));
      assertThat(lines.text.toString()).contains("of 3 batches skipped: they have no valid target");
    }
  }

  @Test
  void goesOnAfterAnInterruptWithTheSameBatchesLeftOut() {
    Set<String> unlabelled =
        IntStream.range(2, 12).mapToObj(i -> "train-" + i).collect(Collectors.toSet());
    ToyDataset dataset = new ToyDataset(12, label -> label, unlabelled);
    TrainState whole;
    Map<String, float[]> values;
    try (ToyRun run = new ToyRun(folder, ToyRun.config(2, 0), Finetune.FULL, dataset)) {
      whole = run.train();
      values = run.values();
    }
    Path other = folder.resolve("other");
    assertThat(other.toFile().mkdir()).isTrue();
    TrainState resumed = TrainState.START;
    for (int stops = 0; stops < 6; stops++) {
      try (ToyRun run = new ToyRun(other, ToyRun.config(2, 0), Finetune.FULL, dataset)) {
        run.stop.request();
        resumed = run.train();
      } catch (BenchException stopped) {
        assertThat(stopped.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
      }
    }
    try (ToyRun run = new ToyRun(other, ToyRun.config(2, 0), Finetune.FULL, dataset)) {
      resumed = run.train();
      assertEqualBits(run.values(), values);
    }
    assertThat(resumed.skipped()).isEqualTo(whole.skipped());
  }

  @Test
  void tellsLossRateSpeedAndTimeLeft() {
    Lines lines = new Lines();
    try (ToyRun run = toy(1, Finetune.FULL)) {
      run.train(lines);
    }
    assertThat(lines.text.toString())
        .containsPattern(
            "epoch 1/1  3/3  loss \\d+\\.\\d{4} \\(mean \\d+\\.\\d{4}\\)  lr 1.000e-04"
                + "  \\d+\\.\\d samples/s  00s left")
        .containsPattern("validation after 1 epochs: mIoU \\d+\\.\\d\\d .*\\(best so far\\)");
  }

  private static void assertEqualBits(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
  }

  private static List<String> changed(Map<String, float[]> before, Map<String, float[]> after) {
    return before.keySet().stream()
        .filter(name -> !Arrays.equals(before.get(name), after.get(name)))
        .toList();
  }

  private static final class Lines implements ProgressListener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void message(String line) {
      text.append(line).append('\n');
    }

    @Override
    public Bar bar(String stage, long total) {
      return new Bar() {
        @Override
        public void to(long done, String detail) {}

        @Override
        public void note(String note) {
          message(note);
        }

        @Override
        public void close() {}
      };
    }
  }
}
