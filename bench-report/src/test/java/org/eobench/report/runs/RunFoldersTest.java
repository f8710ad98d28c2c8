package org.eobench.report.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunState;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {
  @TempDir private Path folder;

  @Test
  void findsRunsAtAnyDepthOnce() {
    Path run = run(1).write(folder.resolve("sweep/day/0"));
    run(2).write(folder);
    FoundRuns found = RunFolders.read(List.of(folder, folder.resolve("sweep"), run));
    assertThat(found.runs())
        .extracting(one -> one.record().seed())
        .containsExactlyInAnyOrder(1L, 2L);
    assertThat(found.leftOut()).isEmpty();
    assertThat(found.sentences()).isEmpty();
  }

  @Test
  void saysWhatItDoesNotUse() throws IOException {
    run(1).write(folder);
    run(2).state(RunState.FAILED).write(folder);
    run(3).state(RunState.INTERRUPTED).write(folder);
    run(4).state(RunState.RUNNING).write(folder);
    run(5).old().write(folder);
    Path half = run(6).write(folder);
    Files.delete(half.resolve("run.json"));
    Path damaged = run(7).write(folder);
    Files.writeString(damaged.resolve("run.json"), "{\"name\": ");
    FoundRuns found = RunFolders.read(List.of(folder));
    assertThat(found.runs()).hasSize(1);
    assertThat(found.sentences())
        .hasSize(5)
        .anySatisfy(
            line -> assertThat(line).contains("1 run that failed").contains("[Bench/Example]"))
        .anySatisfy(line -> assertThat(line).contains("1 run that stopped before its end"))
        .anySatisfy(line -> assertThat(line).contains("1 run that did not end"))
        .anySatisfy(line -> assertThat(line).contains("stored no results in run.json"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("2 runs that have no readable run.json")
                    .contains("there is none")
                    .contains("it is no record of a run"));
  }

  @Test
  void aPretrainingHasNoScores() throws IOException {
    run(1).write(folder);
    Path record = run(2).old().write(folder).resolve("run.json");
    String text = Files.readString(record);
    assertThat(text).contains("\"encoder\" :");
    Files.writeString(
        record, text.replaceFirst("\"encoder\" :", "\"method\" : \"dinov2\", \"encoder\" :"));

    assertThat(RunFolders.read(List.of(folder)).sentences())
        .singleElement()
        .asString()
        .startsWith("Left out: 1 run that is a pretraining, which has no scores: ");
  }

  @Test
  void trialsThatASearchPrunedAreNotBroken() {
    run(1).write(folder);
    RunDirectory.prune(run(2).state(RunState.INTERRUPTED).write(folder), 2);
    RunDirectory.prune(run(3).state(RunState.INTERRUPTED).write(folder), 2);

    assertThat(RunFolders.read(List.of(folder)).sentences())
        .singleElement()
        .asString()
        .startsWith(
            "Left out: 2 runs that were stopped early by a search, as other trials were better: ");
  }

  @Test
  void aSelectedTrialIsNoneOfItsRepetitions() {
    Path selected = run(1).write(folder);
    RunDirectory.markTrial(selected);
    Path other = run(1).with("optimizer.lr=0.5").write(folder);
    RunDirectory.markTrial(other);
    Path second = run(2).write(folder);
    assertThat(RunFolders.read(List.of(folder)).runs())
        .extracting(StoredRun::directory)
        .containsExactlyInAnyOrder(other, second);
    assertThat(RunFolders.read(List.of(folder)).sentences())
        .containsExactly(
            "Left out: 1 run that was selected by a search; its repetitions with other seeds"
                + " count: "
                + selected.getFileName()
                + ".");

    Path again = run(1).write(folder);
    RunDirectory.markTrial(run(1).later(9).write(folder));
    assertThat(RunFolders.read(List.of(folder)).runs())
        .as("of one fingerprint the run that was not selected counts")
        .extracting(StoredRun::directory)
        .containsExactlyInAnyOrder(other, second, again);
  }

  @Test
  void keepsTheNewestOfRunsWithOneFingerprint() {
    run(1).write(folder);
    run(1).later(5).write(folder);
    Path newest = run(1).later(1).write(folder);
    FoundRuns found = RunFolders.read(List.of(folder));
    assertThat(found.runs()).extracting(StoredRun::directory).containsExactly(newest);
    assertThat(found.sentences())
        .singleElement()
        .asString()
        .contains("2 runs that repeat other runs", newest.getFileName() + " with the same scores");
  }

  @Test
  void refusesFoldersWithoutRuns() throws IOException {
    assertThatThrownBy(() -> RunFolders.read(List.of(folder)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("there is no run below these folders");
    assertThatThrownBy(() -> RunFolders.read(List.of(folder.resolve("nowhere"))))
        .hasMessageContaining("there is no such folder");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> RunFolders.read(List.of(file)))
        .hasMessageContaining("this is a file, not a folder");
  }

  private static SyntheticRun run(long seed) {
    return SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", seed);
  }
}
