package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.directory.RunDirectory;
import org.junit.jupiter.api.Test;

/** A run that goes on from the model of another one. */
class ModelWeightsRunTest extends ToyRuns {
  private String from(Path run) {
    return yaml.replace("seed: 234", "seed: 9\nmodel_weights: {file: " + run + "}")
        .replace("lr: 0.01", "lr: 1e-12");
  }

  private static float[] head(RunResult run) {
    try (TensorFile file = TensorFile.open(checkpoint(run, "best"))) {
      return file.floats("head.weight");
    }
  }

  @Test
  void a5ARunStartsFromTheHeadOfAnotherAndRecordsIt() {
    RunResult first = run(yaml);
    RunResult second = run(from(first.directory()));
    // With next to no learning rate, the head stays that of the first run, not that of seed 9.
    float[] before = head(first);
    float[] after = head(second);
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isBetween(before[i] - 1e-6f, before[i] + 1e-6f);
    }
    assertThat(said).anyMatch(line -> line.startsWith("model weights: "));
    Provenance made = Objects.requireNonNull(RunDirectory.read(second.directory()).provenance());
    Provenance.Weights model = Objects.requireNonNull(made.model());
    assertThat(model.file()).isEqualTo(first.directory().toString());
    assertThat(model.sha256()).hasSize(64);
  }

  @Test
  void aRunFromTheWeightsOfAnUnfinishedOneSaysSo() throws IOException {
    RunResult first = run(yaml);
    Path record = first.directory().resolve("run.json");
    run(from(first.directory()));
    assertThat(said).noneMatch(line -> line.contains("has not ended"));
    Files.writeString(record, Files.readString(record).replace("COMPLETE", "INTERRUPTED"));
    RunResult second = run(from(first.directory()).replace("seed: 9", "seed: 10"));
    String warning = "the run " + first.directory() + " has not ended (interrupted)";
    assertThat(said).anyMatch(line -> line.startsWith("warning: " + warning));
    assertThat(RunDirectory.read(second.directory()).toString()).contains(warning);
  }

  @Test
  void aScheduleLongerThanTheRunEndsItBeforeItsDirectory() {
    String schedule =
        yaml.replaceAll(
            "(?s)lr_scheduler:\\s*\\{[^}]*\\}",
            "lr_scheduler: {_target_: cosine, warmup_steps: 5000}");
    assertThat(schedule).isNotEqualTo(yaml);
    assertThatThrownBy(() -> run(schedule)).hasMessageContaining("ScheduleTooLong");
    assertThat(work).isEmptyDirectory();
  }
}
