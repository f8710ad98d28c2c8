package org.eobench.core.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunState;
import org.junit.jupiter.api.Test;

/** Runs that go on from, or test, what an earlier run left. */
class EarlierRunTest extends ToyRuns {
  @Test
  void printsTheTableOfACompleteRunInsteadOfDoingItAgain() throws IOException {
    Outcome first = run(yaml);
    Outcome second = run(yaml.replace("resume: false", "resume: true"));
    assertThat(second).isEqualTo(first);
    assertThat(runs()).hasSize(1);
    assertThat(said).contains("this run is complete already: " + first.directory());
  }

  @Test
  void goesOnInTheSameDirectoryAfterAnInterrupt() throws IOException {
    assertThatThrownBy(() -> run(yaml, stop::request))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
    Path directory = runs().get(0);
    assertThat(RunDirectory.read(directory).state()).isEqualTo(RunState.INTERRUPTED);

    ExperimentTest later = new ExperimentTest();
    later.work = work;
    Outcome outcome = later.run(yaml.replace("resume: false", "resume: true"));
    assertThat(outcome.directory()).isEqualTo(directory);
    assertThat(RunDirectory.read(directory).state()).isEqualTo(RunState.COMPLETE);
    assertThat(RunDirectory.read(directory).starts()).isEqualTo(2);
    assertThat(later.said).contains("resuming after 0 epochs and 1 batches");
  }

  @Test
  void testsAnEarlierRunWithoutTrainingAgain() throws IOException {
    Outcome trained = run(yaml);
    Outcome tested =
        run(
            yaml.replace("train: true", "train: false")
                .replace("ckpt_dir: null", "ckpt_dir: " + trained.directory())
                .replace("test_batch_size: 2", "test_batch_size: 3"));
    assertThat(tested.directory()).isNotEqualTo(trained.directory());
    assertThat(tested.table()).isEqualTo(trained.table());
    assertThat(tested.directory().resolve("checkpoints")).doesNotExist();
  }

  @Test
  void startsFromTheEncoderOfAnEarlierRun() throws IOException {
    Path checkpoints = run(yaml).directory().resolve("checkpoints");
    for (String name : List.of("best.safetensors", "last.safetensors")) {
      String weights = checkpoints.resolve(name).toString();
      Path next =
          run(yaml.replace("encoder_weights: null", "encoder_weights: " + weights)).directory();
      assertThat(said).anyMatch(line -> line.startsWith("  'encoder.' was taken off the names; "));
      Provenance made = requireNonNull(RunDirectory.read(next).provenance());
      assertThat(requireNonNull(made.weights()).prefix()).isEqualTo("encoder.");
      said.clear();
    }
  }

  @Test
  void anEarlierRunIsTestedWithTheKeysItDeleted() throws IOException {
    Path directory = run(yaml).directory();
    Path record = directory.resolve("run.json");
    String text = Files.readString(record);
    Files.writeString(record, text.replace("\"encoder=toy\"", "\"encoder=toy\", \"~task.extra\""));
    assertThat(InheritedOverrides.arguments(List.of("train=false", "ckpt_dir=" + directory)))
        .containsExactly("encoder=toy", "~task.extra", "train=false", "ckpt_dir=" + directory);
  }

  @Test
  void anEarlierRunIsTestedWithItsOwnArgumentsUnlessOthersAreGivenNow() {
    Path directory = run(yaml).directory();
    List<String> given = List.of("train=false", "ckpt_dir=" + directory, "test_batch_size=3");
    assertThat(InheritedOverrides.arguments(given))
        .containsExactly(
            "encoder=toy", "train=false", "ckpt_dir=" + directory, "test_batch_size=3");
    assertThat(
            InheritedOverrides.arguments(
                List.of("train=false", "encoder=dofa", "ckpt_dir=" + directory)))
        .doesNotContain("encoder=toy");
    assertThat(InheritedOverrides.arguments(List.of("encoder=dofa", "--cfg", "job")))
        .containsExactly("encoder=dofa", "--cfg", "job");
    assertThatThrownBy(
            () -> InheritedOverrides.arguments(List.of("train=false", "ckpt_dir=" + work)))
        .hasMessageContaining("[Bench/NoRun]");
  }
}
