package org.eobench.report.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.testing.runs.SyntheticRun;
import org.eobench.testing.runs.SyntheticRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticRunsTest {
  @TempDir private Path folder;

  @Test
  void areReadAsRunsAre() {
    List<Path> runs = SyntheticRuns.small().write(folder);
    assertThat(runs).hasSize(48);
    StoredRun run = new StoredRun(runs.get(0), RunDirectory.read(runs.get(0)));
    assertThat(run.outcome().facts().encoder()).isEqualTo("dofa_tiny");
    assertThat(run.score("mIoU").orElseThrow())
        .isGreaterThan(run.outcome().constant().get("mIoU"))
        .isLessThan(1);
  }

  @Test
  void theSameRunTwiceIsOneExperimentWithTheSameCounts() {
    RunRecord first = written(SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", 1));
    RunRecord again = written(SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", 1).later(1));
    RunRecord other = written(SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", 2));
    assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(Objects.requireNonNull(again.outcome()).samplesSha256())
        .isEqualTo(Objects.requireNonNull(first.outcome()).samplesSha256());
    assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
    assertThat(Objects.requireNonNull(other.outcome()).samplesSha256())
        .isNotEqualTo(Objects.requireNonNull(first.outcome()).samplesSha256());
  }

  private RunRecord written(SyntheticRun run) {
    return RunDirectory.read(run.write(folder));
  }
}
