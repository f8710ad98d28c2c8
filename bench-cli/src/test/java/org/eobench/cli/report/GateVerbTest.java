package org.eobench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateVerbTest {
  @TempDir private Path folder;

  private ProgramAnswer gate(String... words) {
    List<String> all = Stream.concat(Stream.of("gate"), Arrays.stream(words)).toList();
    return ProgramAnswer.to(all, folder);
  }

  @Test
  void refusesWrongWords() {
    gate("--baseline=b.json").refuses("[Bench/Usage] gate requires run directories");
    gate("runs").refuses("[Bench/Usage] gate requires a baseline file", "--baseline FILE");
    gate("runs", "--baseline=b", "--junit-xml=x").refuses("[Bench/UnknownFlag]", "--junit");
    gate("runs", "--baseline=b", "--margin=-1").refuses("--margin=-1");
    gate("runs", "--baseline=b", "--time-ratio=0.5").refuses("would fail equal runs");
    gate("runs", "--baseline=b", "--update", "--margin=2", "--junit=x", "--any-machine")
        .refuses("[Bench/FlagAlone] --update writes", "--margin, --junit, --any-machine");
  }

  @Test
  void refusesAMissingBaseline() {
    gate(folder.toString(), "--baseline=" + folder.resolve("none.json"))
        .refuses("[Bench/NoBaseline]", "none.json", "gate --baseline FILE --update RUN");
  }

  @Test
  void everySummaryIsAppended() throws IOException {
    Path file = folder.resolve("summary.md");
    SummaryFile.append(file, "one\n");
    SummaryFile.append(file, "two\n");

    assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
  }

  @Test
  void aFailedGateIsToldFromOtherFailures() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code)).doesNotHaveDuplicates();
    assertThat(ExitCode.GATE.code()).isEqualTo(6);
  }
}
