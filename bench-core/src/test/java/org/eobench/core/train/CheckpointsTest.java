package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.SafetensorsChecksum;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.model.Finetune;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkpoint says about itself is compared before it is believed. */
class CheckpointsTest {
  @TempDir Path folder;
  private Path last = Path.of("");

  @BeforeEach
  void trains() {
    try (ToyRun run = toy()) {
      run.train();
      last = run.checkpoints.last();
    }
  }

  private ToyRun toy() {
    return new ToyRun(folder, ToyRun.config(1, 0), Finetune.FULL, new ToyDataset(12));
  }

  private void load(List<String> warnings) {
    try (ToyRun run = toy()) {
      run.checkpoints.load(last);
      warnings.addAll(run.warnings);
    }
  }

  private void assertRefused(String id) {
    assertThatThrownBy(() -> load(new ArrayList<>()))
        .isInstanceOfSatisfying(
            BenchException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.WEIGHTS))
        .hasMessageContaining(id)
        .hasMessageContaining(last.toString())
        .hasMessageContaining("resume=false");
  }

  @Test
  void readsBackWithoutAWarning() {
    List<String> warnings = new ArrayList<>();
    load(warnings);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aValidationAddsItsStateWithoutWritingTheWeightsAgain() throws IOException {
    Path validated = folder.resolve("last_validated.safetensors");
    assertThat(Files.size(validated)).isLessThan(1000).isLessThan(Files.size(last) / 2);
    try (ToyRun run = toy()) {
      assertThat(run.checkpoints.load(last).evaluated()).isFalse();
      TrainState resumed = run.checkpoints.resume();
      assertThat(resumed.evaluated()).isTrue();
      assertThat(resumed.bestEpoch()).isEqualTo(1);
      assertThat(resumed.logLength()).isEqualTo(Files.size(folder.resolve("metrics.jsonl")));
    }
  }

  @Test
  void repeatsAValidationWhoseStateIsDamagedOrOfAnotherCheckpoint() throws IOException {
    Path validated = folder.resolve("last_validated.safetensors");
    byte[] state = Files.readAllBytes(validated);
    String log = withoutSpeed();
    byte[] changed = state.clone();
    changed[changed.length / 2] ^= 1;
    Files.write(validated, changed);
    try (ToyRun run = toy()) {
      assertThat(run.checkpoints.resume().evaluated()).isFalse();
      assertThat(run.warnings)
          .singleElement()
          .asString()
          .contains(validated.toString(), "the validation is repeated");
      run.train();
      assertThat(withoutSpeed()).isEqualTo(log);
    }
    Files.write(validated, state);
    try (ToyRun longer =
        new ToyRun(folder, ToyRun.config(3, 0), Finetune.FULL, new ToyDataset(12))) {
      longer.stop.request();
      assertThatThrownBy(longer::train).hasMessageContaining("[Bench/Interrupted]");
    }
    assertThat(Files.readAllBytes(validated)).isEqualTo(state);
    try (ToyRun run = toy()) {
      assertThat(run.checkpoints.resume().evaluated()).isFalse();
      assertThat(run.warnings).isEmpty();
    }
  }

  @Test
  void noSingleChangedBitIsResumed() throws IOException {
    byte[] whole = Files.readAllBytes(last);
    // Spread over the header, the model and the optimizer; the last byte among them.
    for (int i = 0; i <= 60; i++) {
      int at = 8 + (int) ((long) (whole.length - 9) * i / 60);
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(last, changed);
      assertThatThrownBy(() -> load(new ArrayList<>()))
          .as("bit 0 of byte %d", at)
          .isInstanceOf(BenchException.class);
    }
    Files.write(last, whole);
    load(new ArrayList<>());
  }

  @Test
  void saysThatABitOfAWeightDiffersAndWhatToDo() throws IOException {
    byte[] changed = Files.readAllBytes(last);
    changed[changed.length - 20] ^= 4;
    Files.write(last, changed);
    assertRefused("[Bench/CheckpointDamaged]");
  }

  @Test
  void saysOfACheckpointThatWasCutOffWhatToDo() throws IOException {
    byte[] whole = Files.readAllBytes(last);
    for (int length : List.of(whole.length / 2, 20, 3, 0)) {
      Files.write(last, Arrays.copyOf(whole, length));
      assertRefused("[Bench/CheckpointDamaged]");
    }
  }

  @Test
  void weightsOfARunAreComparedWhereverTheyAreRead() throws IOException {
    requireIntact();
    byte[] changed = Files.readAllBytes(last);
    changed[changed.length - 1] ^= 64;
    Files.write(last, changed);
    assertThatThrownBy(this::requireIntact)
        .hasMessageContaining("[Bench/CheckpointDamaged]")
        .hasMessageContaining("give the weights of another run");
    rewrite(Map.of(SafetensorsChecksum.KEY, "of another program"));
    requireIntact();
  }

  /** The metric log without the speed, which is never the same twice. */
  private String withoutSpeed() throws IOException {
    return Files.readString(folder.resolve("metrics.jsonl"))
        .replaceAll(",\"samples_per_second\":[^,}]*", "");
  }

  private void requireIntact() {
    try (TensorFile file = TensorFile.open(last)) {
      Checkpoints.requireIntact(file);
    }
  }

  @Test
  void aChangedKeyDoesNotMakeItOneWithoutChecksum() throws IOException {
    for (String key : List.of(SafetensorsChecksum.KEY, "checkpoint_version")) {
      byte[] whole = Files.readAllBytes(last);
      String text = new String(whole, StandardCharsets.ISO_8859_1);
      byte[] changed = whole.clone();
      changed[text.indexOf(key)] ^= 1;
      Files.write(last, changed);
      assertRefused("[Bench/CheckpointDamaged]");
      Files.write(last, whole);
    }
  }

  @Test
  void aCheckpointOfAnEarlierVersionIsReadWithAWarning() {
    rewrite(Map.of());
    List<String> warnings = new ArrayList<>();
    load(warnings);
    assertThat(warnings).singleElement().asString().contains("has no checksum", last.toString());
  }

  @Test
  void doesNotGoOnFromTheCheckpointOfAnotherExperiment() {
    try (ToyRun run = toy()) {
      Checkpoints others =
          new Checkpoints(
              folder,
              run.model,
              FrozenWeights.none(),
              run.manager,
              Map.of("run", "other", Checkpoints.FINGERPRINT, "ffff"),
              line -> {});
      rewrite(Map.of("run", "first", Checkpoints.FINGERPRINT, "aaaa"));
      assertThatThrownBy(others::resume)
          .hasMessageContaining("[Bench/NoCheckpoint]")
          .hasMessageContaining("it belongs to the run first");
      assertThat(others.load(last).epoch()).as("to be tested by another run").isEqualTo(1);
    }
  }

  @Test
  void refusesNumbersThatNoRunWrites() {
    rewrite(Map.of("epoch", "-2"));
    assertRefused("its epoch is '-2'");
    rewrite(Map.of("epoch", "1", "log_length", "-5"));
    assertRefused("its log_length is '-5'");
  }

  @Test
  void refusesToGoOnFromMoreStepsThanTheTrainingHas() {
    try (ToyRun run = toy()) {
      TrainState state = run.checkpoints.load(last);
      run.checkpoints.requireWithin(state, ToyRun.config(1, 0), 3);
      assertThatThrownBy(() -> run.checkpoints.requireWithin(state, ToyRun.config(1, 0), 2))
          .hasMessageContaining("[Bench/OtherTraining]")
          .hasMessageContaining("counts 3 iterations")
          .hasMessageContaining("resume=false");
    }
  }

  /** Writes the checkpoint as a program without checksums does, with other metadata. */
  private void rewrite(Map<String, String> changed) {
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new TreeMap<>();
    try (TensorFile file = TensorFile.open(last)) {
      metadata.putAll(file.metadata());
      for (TensorInfo info : file.tensors()) {
        entries.add(
            info.dtype().isFloating()
                ? SafetensorsWriter.Entry.floats(
                    info.name(), info.shape(), file.floats(info.name()))
                : SafetensorsWriter.Entry.whole(info, file.longs(info.name())));
      }
    }
    metadata.remove(SafetensorsChecksum.KEY);
    metadata.remove("checkpoint_version");
    metadata.putAll(changed);
    SafetensorsWriter.write(last, entries, metadata);
  }
}
