package org.eobench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.jar.RunIT;
import org.eobench.cli.jar.TinyRun;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.results.RunResult;
import org.eobench.core.train.RunCancelled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code resume=true} where the run that is not finished has another configuration. */
class ResumeMismatchTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private Path unfinished = Path.of("none");

  private Bench bench() {
    return Bench.open(
        BenchOptions.defaults()
            .directory(folder.resolve("runs"))
            .listener(
                new ProgressListener() {
                  @Override
                  public void message(String text) {
                    said.add(text);
                  }
                }));
  }

  private String[] words(String... more) {
    List<String> words = TinyRun.onQuickstart("cache_dir=" + folder.resolve("cache"));
    words.add("task.trainer.n_epochs=1");
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @BeforeEach
  void leaveARunUnfinished() throws IOException {
    try (Bench bench = bench()) {
      PreparedRun run = bench.prepare(words());
      run.cancel();
      assertThatThrownBy(run::execute).isInstanceOf(RunCancelled.class);
    }
    unfinished = RunIT.onlyRun(folder.resolve("runs"));
    said.clear();
  }

  private List<String> warnings() {
    return said.stream().filter(line -> line.contains("resume=true")).toList();
  }

  @Test
  void namesTheKeyThatAnotherVersionHadNot() throws IOException {
    // What a version without this key left behind.
    Path config = unfinished.resolve(".hydra/config.yaml");
    String text = Files.readString(config);
    assertThat(text).contains("use_final_ckpt: false\n");
    Files.writeString(config, text.replace("use_final_ckpt: false\n", ""));
    Path record = unfinished.resolve("run.json");
    Files.writeString(
        record,
        Files.readString(record)
            .replaceFirst("\"fingerprint\" : \"[0-9a-f]{6}", "\"fingerprint\" : \"000000"));

    RunResult result;
    try (Bench bench = bench()) {
      result = bench.run(words("resume=true"));
    }
    assertThat(result.directory()).isNotEqualTo(unfinished);
    assertThat(warnings())
        .containsExactly(
            "warning: "
                + unfinished
                + " is not finished, and resume=true cannot continue it: its configuration differs"
                + " in use_final_ckpt (there not set, here false)");
    assertThat(said)
        .contains("nothing to resume in " + folder.resolve("runs") + ": this is a new run");
  }

  @Test
  void namesTheArgumentThatDiffersAndNotWhereOrHowItRuns() {
    try (Bench bench = bench()) {
      bench.run(words("resume=true", "optimizer.lr=0.002", "num_workers=1"));
    }
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains(unfinished.toString())
        .contains("differs in optimizer.lr (there 1.0E-4, here 0.002)")
        .doesNotContain("num_workers");
  }

  @Test
  void isSilentAboutOtherRunsAndWhereTheRunIsContinued() {
    try (Bench bench = bench()) {
      bench.run(words("resume=true", "decoder=seg_fcn_tiny"));
      assertThat(warnings()).isEmpty();
      RunResult resumed = bench.run(words("resume=true"));
      assertThat(resumed.directory()).isEqualTo(unfinished);
      assertThat(warnings()).isEmpty();
      bench.run(words("resume=true", "optimizer.lr=0.002"));
    }
    assertThat(warnings()).as("the other run is complete").isEmpty();
  }
}
