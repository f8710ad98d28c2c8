package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path work;

  private static RunRecord planned(String name, String fingerprint) {
    return new RunRecord(
        name,
        RunState.RUNNING,
        fingerprint,
        Map.of("encoder", "dofa"),
        List.of("encoder=dofa"),
        "default",
        234,
        "2026-11-20T12:00:00Z",
        null,
        1,
        null,
        null);
  }

  @Test
  void isRunningFromTheStartAndSaysSoInItsRecord() throws IOException {
    try (RunDirectory run = RunDirectory.create(work, planned("a", "f"))) {
      assertThat(Files.readString(run.file("run.json")))
          .contains("\"state\" : \"RUNNING\"", "\"fingerprint\" : \"f\"");
    }
  }

  @Test
  void recordReadsBackEqual() {
    try (RunDirectory run = RunDirectory.create(work, planned("a", "f"))) {
      run.save(run.record().ended(RunState.FAILED, "2026-11-20T12:01:00Z", "disk full"));
      assertThat(RunDirectory.read(run.path())).isEqualTo(run.record());
    }
  }

  @Test
  void givesASecondRunOfTheSameSecondAnotherName() {
    try (RunDirectory first = RunDirectory.create(work, planned("a", "f"));
        RunDirectory second = RunDirectory.create(work, planned("a", "f"))) {
      assertThat(first.path().getFileName()).hasToString("a");
      assertThat(second.path().getFileName()).hasToString("a_2");
      assertThat(second.record().name()).isEqualTo("a_2");
    }
  }

  @Test
  void isHeldByOneProcessAtATime() {
    try (RunDirectory run = RunDirectory.create(work, planned("a", "f"))) {
      assertThatThrownBy(() -> RunDirectory.open(run.path()))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("[Bench/RunIsBusy]");
    }
    try (RunDirectory again = RunDirectory.open(work.resolve("a"))) {
      assertThat(again.record().state()).isEqualTo(RunState.RUNNING);
    }
  }

  @Test
  void findsTheNewestRunOfTheSameConfig() {
    RunDirectory.create(work, planned("20261120_120000_f_dofa", "f")).close();
    RunDirectory.create(work, planned("20261120_130000_f_dofa", "f")).close();
    RunDirectory.create(work, planned("20261120_140000_g_dofa", "g")).close();
    assertThat(RunDirectory.newest(work, "f")).contains(work.resolve("20261120_130000_f_dofa"));
    assertThat(RunDirectory.newest(work, "h")).isEmpty();
    assertThat(RunDirectory.newest(work.resolve("none"), "f")).isEmpty();
  }

  @Test
  void refusesAFolderThatIsNoRun() {
    assertThatThrownBy(() -> RunDirectory.open(work))
        .hasMessageContaining("[Bench/NoRun]")
        .hasMessageContaining(work.toString());
  }

  @Test
  void namesTheRunThatAFileInsideItBelongsTo() {
    RunDirectory.create(work, planned("a", "f")).close();
    assertThatThrownBy(() -> RunDirectory.read(work.resolve("a/checkpoints/best.safetensors")))
        .hasMessageContaining("give the run that holds it: " + work.resolve("a"));
  }

  @Test
  void refusesAWorkFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(work.resolve("file"), "");
    assertThatThrownBy(() -> RunDirectory.create(file.resolve("runs"), planned("a", "f")))
        .hasMessageContaining("[Bench/CannotWrite]")
        .hasMessageContaining("work_dir=");
  }
}
