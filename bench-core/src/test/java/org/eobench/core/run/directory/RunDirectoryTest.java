package org.eobench.core.run.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
  @TempDir Path work;
  private final List<String> said = new ArrayList<>();

  private static RunRecord planned(String name, String fingerprint) {
    return new RunRecord(
        RunRecord.VERSION,
        name,
        RunState.RUNNING,
        fingerprint,
        "e",
        Map.of("encoder", "dofa"),
        List.of("encoder=dofa"),
        "default",
        234,
        "2026-11-20T12:00:00Z",
        null,
        1,
        null,
        null,
        0,
        4,
        0.25,
        List.of(),
        null,
        null,
        null);
  }

  @Test
  void isRunningFromTheStartAndSaysSoInItsRecord() throws IOException {
    try (RunDirectory run = RunDirectory.create(work, planned("a", "f"))) {
      assertThat(Files.readString(run.path().resolve("run.json")))
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
  void aTrialOfASearchSaysSoAlsoAfterAResume() {
    Path path;
    try (RunDirectory run = RunDirectory.create(work, planned("a", "f"))) {
      path = run.path();
      run.end(RunState.COMPLETE, null);
    }
    RunRecord before = RunDirectory.read(path);
    assertThat(before.isTrial()).isFalse();

    RunDirectory.markTrial(path);
    RunDirectory.markTrial(path);

    RunRecord record = RunDirectory.read(path);
    assertThat(record.resumed().isTrial()).isTrue();
    assertThat(record).usingRecursiveComparison().ignoringFields("trial").isEqualTo(before);
  }

  @Test
  void aStoppedRunCanSayThatASearchPrunedIt() {
    for (RunState state : RunState.values()) {
      Path path;
      try (RunDirectory run = RunDirectory.create(work, planned("a", "f"))) {
        path = run.path();
        run.end(state, "why");
      }

      RunDirectory.prune(path, 3);

      RunRecord record = RunDirectory.read(path);
      boolean stopped = state == RunState.INTERRUPTED;
      assertThat(record.isPruned()).as(state.name()).isEqualTo(stopped);
      assertThat(record.state()).isEqualTo(state);
      assertThat(record.error())
          .isEqualTo(
              stopped
                  ? "[Bench/Pruned] the search stopped this trial after 3 epochs: others were"
                      + " better"
                  : "why");
      assertThat(record.resumed().isPruned()).isFalse();
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
    assertThat(EarlierRuns.newest(work, "f", said::add))
        .contains(work.resolve("20261120_130000_f_dofa"));
    assertThat(EarlierRuns.newest(work, "h", said::add)).isEmpty();
    assertThat(EarlierRuns.newest(work.resolve("none"), "f", said::add)).isEmpty();
  }

  @Test
  void refusesAFolderThatIsNoRun() {
    assertThatThrownBy(() -> RunDirectory.open(work))
        .hasMessageContaining("[Bench/NoRun]")
        .hasMessageContaining(work.toString());
  }

  @Test
  void namesTheNewestRunOfAFolder() {
    RunDirectory.create(work, planned("a", "f")).close();
    RunDirectory.create(work, planned("b", "f")).close();
    assertThatThrownBy(() -> RunDirectory.read(work))
        .hasMessageContaining("give the run in it: " + work.resolve("b"));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "null",
        "[]",
        "7",
        "{\"name\":\"x\",\"state\":\"DONE\",\"fingerprint\":\"f\"}",
        "{\"name\":\"x\",\"state\":\"COMPLETE\",\"fingerprint\":7}",
        "{\"name\":\"x\",\"state\":\"COMPLETE\",\"fingerprint\":\"f\",\"choices\":[],"
            + "\"overrides\":{},\"protocol\":\"p\",\"started\":\"t\",\"starts\":1}",
        "{\"name\":\"x\",\"state\":\"COMPLETE\",\"fingerprint\":\"f\",\"choices\":{},"
            + "\"overrides\":[null],\"protocol\":\"p\",\"started\":\"t\",\"starts\":1}",
        "{\"name\":\"x\",\"state\":\"COMPLETE\",\"fingerprint\":\"f\",\"choices\":{},"
            + "\"overrides\":[],\"protocol\":\"p\",\"started\":\"t\",\"starts\":-3}"
      })
  void anUnreadableRecordHidesNoOtherRun(String record) throws IOException {
    RunDirectory.create(work, planned("20261120_120000_f_dofa", "f")).close();
    Path foreign = Files.createDirectory(work.resolve("z_foreign"));
    Files.writeString(foreign.resolve("run.json"), record);
    assertThat(EarlierRuns.newest(work, "f", said::add))
        .contains(work.resolve("20261120_120000_f_dofa"));
    assertThat(said)
        .singleElement()
        .asString()
        .contains("warning: " + foreign.resolve("run.json") + " is skipped")
        .doesNotContain("org.eobench", "java.", "JsonToken");
    assertThatThrownBy(() -> RunDirectory.read(foreign))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NoRun]");
  }

  @Test
  void advisesNoRunThatCannotBeRead() throws IOException {
    Files.writeString(work.resolve("run.json"), "null");
    assertThatThrownBy(() -> RunDirectory.read(work.resolve("missing")))
        .hasMessageContaining("look for the runs below work_dir");
  }

  @Test
  void skipsARecordThatIsAFolderOrNotText() throws IOException {
    Files.createDirectories(work.resolve("z/run.json"));
    Files.write(
        Files.createDirectory(work.resolve("y")).resolve("run.json"), new byte[] {-1, -2, 0, 1});
    assertThat(EarlierRuns.newest(work, "f", said::add)).isEmpty();
    assertThat(said).hasSize(2).allMatch(line -> line.contains("is skipped"));
  }

  @Test
  void doesNotReplaceTheRunThatIsAskedForInSilenceWhenItsRecordIsUnreadable() throws IOException {
    String fingerprint = "abcdef0123";
    Path asked = Files.createDirectory(work.resolve("20261120_120000_abcdef_a_b_c"));
    Files.writeString(asked.resolve("run.json"), "{\"name\": ");
    assertThatThrownBy(() -> EarlierRuns.newest(work, fingerprint, said::add))
        .hasMessageContaining("[Bench/UnreadableRun]")
        .hasMessageContaining(asked.resolve("run.json").toString())
        .hasMessageContaining("resume=false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.lock", "run.log", "metrics.jsonl"})
  void isNotWrittenThroughALink(String name) throws IOException {
    RunDirectory.create(work, planned("a", "f")).close();
    Path precious = Files.writeString(work.resolve("precious"), "mine");
    Files.deleteIfExists(work.resolve("a").resolve(name));
    Files.createSymbolicLink(work.resolve("a").resolve(name), precious);
    assertThatThrownBy(() -> RunDirectory.open(work.resolve("a")))
        .hasMessageContaining("[Bench/NotOwnFile] " + name)
        .hasMessageContaining("a symbolic link to " + precious)
        .hasMessageContaining("rm '" + work.resolve("a").resolve(name) + "'");
    assertThat(precious).hasContent("mine");
    Files.delete(work.resolve("a").resolve(name));
    RunDirectory.open(work.resolve("a")).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkpoints", ".hydra"})
  void itsFoldersAreNoLinks(String name) throws IOException {
    RunDirectory.create(work, planned("a", "f")).close();
    Path elsewhere = Files.createDirectory(work.resolve("elsewhere"));
    Files.createSymbolicLink(work.resolve("a").resolve(name), elsewhere);
    assertThatThrownBy(() -> RunDirectory.open(work.resolve("a")))
        .hasMessageContaining("[Bench/NotOwnFile] " + name);
  }

  @Test
  void aLinkInPlaceOfTheRecordIsReplacedAndItsTargetLeftAlone() throws IOException {
    try (RunDirectory run = RunDirectory.create(work, planned("a", "f"))) {
      Path copy = Files.move(run.path().resolve("run.json"), work.resolve("copy.json"));
      String before = Files.readString(copy);
      Files.createSymbolicLink(run.path().resolve("run.json"), copy);
      run.save(run.record().resumed());
      assertThat(copy).hasContent(before);
      assertThat(RunDirectory.read(run.path()).starts()).isEqualTo(2);
    }
  }
}
