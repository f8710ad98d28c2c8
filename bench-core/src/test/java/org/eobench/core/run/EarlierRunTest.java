package org.eobench.core.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.directory.InheritedOverrides;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunState;
import org.junit.jupiter.api.Test;

/** Runs that go on from, or test, what an earlier run left. */
class EarlierRunTest extends ToyRuns {
  @Test
  void printsTheTableOfACompleteRunInsteadOfDoingItAgain() throws IOException {
    RunResult first = run(yaml);
    RunResult second = run(yaml.replace("resume: false", "resume: true"));
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.scores().values()).isEqualTo(first.scores().values());
    assertThat(second.facts()).isEqualTo(first.facts());
    assertThat(second.timings()).isEqualTo(first.timings());
    assertThat(first.scores().samples()).hasSize(8);
    assertThat(second.scores().samples()).isEmpty();
    assertThat(runs()).hasSize(1);
    assertThat(said).contains("this run is already complete: " + first.directory());
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
    RunResult outcome = later.run(yaml.replace("resume: false", "resume: true"));
    assertThat(outcome.directory()).isEqualTo(directory);
    assertThat(RunDirectory.read(directory).state()).isEqualTo(RunState.COMPLETE);
    assertThat(RunDirectory.read(directory).starts()).isEqualTo(2);
    assertThat(later.said).contains("resuming after 0 epochs and 1 batches");
  }

  @Test
  void testsAnEarlierRunWithoutTrainingAgain() throws IOException {
    RunResult trained = run(yaml);
    RunResult tested =
        run(
            yaml.replace("train: true", "train: false")
                .replace("ckpt_dir: null", "ckpt_dir: " + trained.directory())
                .replace("test_batch_size: 2", "test_batch_size: 3"));
    assertThat(tested.directory()).isNotEqualTo(trained.directory());
    assertThat(tested.text()).isEqualTo(trained.text());
    assertThat(tested.directory().resolve("checkpoints")).doesNotExist();
  }

  @Test
  void startsFromTheEncoderOfAnEarlierRun() throws IOException {
    Path checkpoints = run(yaml).directory().resolve("checkpoints");
    for (String name : List.of("best.safetensors", "last.safetensors")) {
      String weights = checkpoints.resolve(name).toString();
      Path next =
          run(yaml.replace("encoder_weights: null", "encoder_weights: " + weights)).directory();
      assertThat(said)
          .anyMatch(line -> line.startsWith("  'encoder.' was removed from the names; "));
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
    assertThat(inherited(List.of("train=false", "ckpt_dir=" + directory)))
        .containsExactly("encoder=toy", "~task.extra", "train=false", "ckpt_dir=" + directory);
  }

  @Test
  void anEarlierRunIsTestedWithItsOwnArgumentsUnlessOthersAreGivenNow() {
    Path directory = run(yaml).directory();
    List<String> given = List.of("train=false", "ckpt_dir=" + directory, "test_batch_size=3");
    assertThat(inherited(given))
        .containsExactly(
            "encoder=toy", "train=false", "ckpt_dir=" + directory, "test_batch_size=3");
    assertThat(inherited(List.of("train=false", "encoder=dofa", "ckpt_dir=" + directory)))
        .doesNotContain("encoder=toy");
    assertThat(inherited(List.of("encoder=dofa"))).containsExactly("encoder=dofa");
    assertThatThrownBy(() -> inherited(List.of("train=false", "ckpt_dir=" + work)))
        .hasMessageContaining("[Bench/NoRun]");
  }

  private static List<String> inherited(List<String> given) {
    return InheritedOverrides.before(OverrideParser.parseAll(given)).stream()
        .map(ConfigOverride::line)
        .toList();
  }
}
