package org.eobench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.report.compare.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareVerbTest {
  @TempDir private Path folder;

  private ProgramAnswer compare(String... words) {
    List<String> all = Stream.concat(Stream.of("compare"), Arrays.stream(words)).toList();
    return ProgramAnswer.to(all, folder);
  }

  @Test
  void refusesWrongWords() {
    compare().refuses("[Bench/Usage] compare requires run directories");
    compare("a", "b", "--metrik=mIoU").refuses("[Bench/UnknownFlag]", "metric");
    compare("a", "b", "--format=xml").refuses("--format=xml is not a format", "text, json, csv");
    compare("a", "b", "--resamples=5").refuses("--resamples=5 is out of range", "from 100");
    compare("a", "b", "--blocks=far").refuses("--blocks=far", "auto, none, or metres");
  }

  @Test
  void refusesFoldersWithoutRuns() {
    compare(folder.resolve("none").toString(), "b").refuses("[Bench/NoFolder]", "none");
    compare(folder.toString(), "b").refuses("[Bench/NoRuns]");
  }

  @Test
  void blocksAreMetresOrARule() {
    assertThat(BlocksFlag.of(null)).isEqualTo(Units.Choice.AUTO);
    assertThat(BlocksFlag.of("none").rule()).isEqualTo(Units.Rule.SAMPLES);
    assertThat(BlocksFlag.of("5e3")).isEqualTo(new Units.Choice(Units.Rule.SQUARES, 5_000));
  }
}
