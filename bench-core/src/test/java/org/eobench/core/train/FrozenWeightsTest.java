package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.model.FineTuning;
import org.eobench.core.model.Finetune;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.TensorHash;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What checkpoints leave out, and how they are read all the same. */
class FrozenWeightsTest {
  @TempDir Path folder;

  private ToyRun frozen() {
    return new ToyRun(folder, ToyRun.config(1, 0), Finetune.NONE, new ToyDataset(12));
  }

  private static List<String> names(Path checkpoint) {
    try (TensorFile file = TensorFile.open(checkpoint)) {
      return file.tensors().stream().map(TensorInfo::name).toList();
    }
  }

  private static Map<String, String> metadata(Path checkpoint) {
    try (TensorFile file = TensorFile.open(checkpoint)) {
      return file.metadata();
    }
  }

  @Test
  void holdsWhatIsTrainedAndNamesTheRest() {
    try (ToyRun run = frozen()) {
      run.train();
      assertThat(names(run.checkpoints.best())).containsExactly("head.weight", "head.bias");
      assertThat(names(run.checkpoints.last()))
          .containsExactlyInAnyOrder(
              "head.weight",
              "head.bias",
              "optimizer.exp_avg.head.weight",
              "optimizer.exp_avg.head.bias",
              "optimizer.exp_avg_sq.head.weight",
              "optimizer.exp_avg_sq.head.bias",
              "optimizer.step.head.weight",
              "optimizer.step.head.bias");
      assertThat(metadata(run.checkpoints.best()))
          .containsEntry("frozen_sha256", TensorHash.of(run.encoder()))
          .containsEntry("frozen_tensors", String.valueOf(run.encoder().size()))
          .containsEntry("frozen_seed", String.valueOf(ToyRun.SEED));
    }
  }

  /** Of any file, the header with names and training state is the rest. */
  @Test
  void takesATenthMoreThanWhatIsTrainedAndItsOptimizerState() throws IOException {
    try (ToyRun run =
        new ToyRun(
            folder, ToyRun.config(1, 0), Finetune.NONE, new ToyDataset(8), WideDecoder::new)) {
      run.train();
      long trained =
          FineTuning.trained(run.model).values().stream()
              .mapToLong(tensor -> tensor.shape().size() * Float.BYTES)
              .sum();
      assertThat(Files.size(run.checkpoints.best())).isBetween(trained, trained * 11 / 10);
      assertThat(Files.size(run.checkpoints.last())).isBetween(3 * trained, 3 * trained * 11 / 10);
    }
  }

  private static final class WideDecoder extends Decoder {
    private final Conv2d wide;
    private final Conv2d head;

    WideDecoder(TorchOps ops) {
      wide = child("wide", new Conv2d(ops, ToyEncoder.WIDTH, 1500, 1, true));
      head = child("head", new Conv2d(ops, 1500, 2, 1, true));
    }

    @Override
    public NDArray decode(FeatureMaps features, int height, int width) {
      return head.forward(wide.forward(features.last()));
    }
  }

  @Test
  void holdsEverythingThatTrainsAndTheStatisticsThatMove() {
    try (ToyRun full = new ToyRun(folder, ToyRun.config(1, 0), Finetune.FULL, new ToyDataset(8))) {
      full.train();
      assertThat(names(full.checkpoints.best())).containsAll(full.model.tensors().keySet());
      assertThat(metadata(full.checkpoints.best())).doesNotContainKey("frozen_sha256");
    }
    try (ToyRun run = frozen()) {
      FrozenWeights moving =
          FrozenWeights.of(
              run.model,
              new FineTuning(Finetune.NONE, FrozenMode.TRAIN),
              FrozenOrigin.seed(1),
              name -> true);
      assertThat(moving.contains("encoder.norm.running_mean")).isFalse();
      assertThat(moving.contains("encoder.norm.weight")).isTrue();
      FrozenWeights ofFile =
          FrozenWeights.of(
              run.model,
              new FineTuning(Finetune.RETRAIN_INPUT, FrozenMode.EVAL),
              FrozenOrigin.seed(1),
              "norm.weight"::equals);
      assertThat(ofFile.contains("encoder.norm.weight")).isTrue();
      assertThat(ofFile.contains("encoder.inner.weight")).as("not in the file").isFalse();
    }
  }

  @Test
  void holdsATensorThatWasReplacedBeforeTheTraining() {
    try (ToyRun run = frozen()) {
      Parameter inner = run.tensor("encoder.inner.bias");
      inner.set(run.manager.create(new float[ToyEncoder.WIDTH], new Shape(ToyEncoder.WIDTH)));
      run.train();
      assertThat(names(run.checkpoints.best())).contains("encoder.inner.bias");
    }
    try (ToyRun again = frozen()) {
      again.checkpoints.load(again.checkpoints.best());
      assertThat(again.values().get("encoder.inner.bias")).containsOnly(0);
    }
  }

  @Test
  void drawsRandomWeightsOfTheSeedOfTheRunAgain() {
    Map<String, float[]> trained;
    try (ToyRun run = frozen()) {
      run.train();
      trained = run.values();
    }
    try (ToyRun other = frozen()) {
      Weights.draw(other.model.tensors(), other.manager, ToyRun.SEED + 1);
      FrozenWeights drawn =
          FrozenWeights.of(
              other.model,
              new FineTuning(Finetune.NONE, FrozenMode.EVAL),
              FrozenOrigin.seed(ToyRun.SEED + 1),
              name -> true);
      new Checkpoints(folder, other.model, drawn, other.manager, Map.of(), line -> {})
          .load(folder.resolve("last.safetensors"));
      Map<String, float[]> loaded = other.values();
      trained.forEach((name, values) -> assertThat(loaded.get(name)).as(name).isEqualTo(values));
    }
  }

  @Test
  void aCheckpointOfChangesOfLowRankHoldsOnlyWhatChanged() {
    try (ToyRun run = new ToyRun(folder, ToyRun.config(1, 0), Finetune.LORA, new ToyDataset(12))) {
      Map<String, float[]> before = run.values();
      run.train();
      assertThat(names(run.checkpoints.best()))
          .hasSize(2 * 8 + 2)
          .contains("encoder.blocks.1.mlp.fc2.lora_B", "head.weight")
          .noneMatch(name -> name.startsWith("encoder.") && !name.contains(".lora_"));
      run.values()
          .forEach(
              (name, values) ->
                  assertThat(Arrays.equals(values, before.get(name)))
                      .as(name)
                      .isEqualTo(!FineTuning.trained(run.model).containsKey(name)));
    }
  }

  @Test
  void aChangeOfLowRankIsNewAndNotLeftOut(@TempDir Path other) {
    try (ToyRun run = frozen();
        ToyRun lora = new ToyRun(other, ToyRun.config(1, 0), Finetune.LORA, new ToyDataset(12))) {
      run.train();
      try (TensorFile file = TensorFile.open(run.checkpoints.best())) {
        assertThat(FrozenWeights.leftOut(lora.model.tensors(), file).keySet())
            .contains("encoder.blocks.0.attn.qkv.weight")
            .noneMatch(name -> name.contains(".lora_"));
      }
    }
  }

  @Test
  void refusesOtherFrozenWeightsAndSaysWhichAreMeant() {
    try (ToyRun run = frozen()) {
      run.train();
    }
    try (ToyRun other = frozen()) {
      float[] before = other.values().get("head.weight");
      other.tensor("encoder.norm.bias").array().addi(1e-7f);
      assertThatThrownBy(() -> other.checkpoints.load(other.checkpoints.last()))
          .hasMessageContaining("[Bench/FrozenWeightsDiffer]")
          .hasMessageContaining(other.checkpoints.last().toString())
          .hasMessageContaining("random ones of seed 7")
          .hasMessageContaining(TensorHash.of(other.encoder()))
          .hasMessageContaining("encoder.encoder_weights=null");
      assertThat(other.values().get("head.weight")).as("nothing was loaded").isEqualTo(before);
    }
  }

  @Test
  void refusesFrozenWeightsThatMovedDuringTheRun() {
    try (ToyRun run = frozen()) {
      run.checkpoints.pinFrozenWeights();
      run.tensor("encoder.norm.bias").array().addi(1);
      run.train();
      assertThatThrownBy(() -> run.checkpoints.load(run.checkpoints.best()))
          .hasMessageContaining("[Bench/FrozenWeightsDiffer]");
    }
  }

  @Test
  void doesNotTakeAMissingDecoderForAFrozenOne() {
    try (ToyRun run = frozen()) {
      run.train();
      Path last = run.checkpoints.last();
      List<SafetensorsWriter.Entry> entries = new ArrayList<>();
      Map<String, String> metadata;
      try (TensorFile file = TensorFile.open(last)) {
        metadata = new TreeMap<>(file.metadata());
        for (TensorInfo info : file.tensors()) {
          if (!info.name().equals("head.bias")) {
            entries.add(
                SafetensorsWriter.Entry.floats(
                    info.name(), info.shape(), file.floats(info.name())));
          }
        }
      }
      metadata.remove("file_sha256");
      CheckpointSeal.write(last, entries, metadata);
      assertThatThrownBy(() -> run.checkpoints.load(last))
          .hasMessageContaining("[Bench/WeightsDoNotFit]")
          .hasMessageContaining("head.bias");
    }
  }

  @Test
  void readsACheckpointThatHoldsEverything() {
    Map<String, float[]> trained;
    try (ToyRun run = frozen()) {
      run.train();
      trained = run.values();
      Checkpoints earlier =
          new Checkpoints(
              folder, run.model, FrozenWeights.none(), run.manager, Map.of(), line -> {});
      earlier.saveBest(TrainState.START);
      assertThat(names(earlier.best())).containsExactlyElementsOf(run.model.tensors().keySet());
    }
    try (ToyRun other = frozen()) {
      Weights.draw(other.model.tensors(), other.manager, 1);
      other.checkpoints.load(other.checkpoints.best());
      Map<String, float[]> loaded = other.values();
      trained.forEach((name, values) -> assertThat(loaded.get(name)).as(name).isEqualTo(values));
    }
  }
}
