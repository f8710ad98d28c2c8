package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.metrics.Metric;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.robustness.RobustnessFiles;
import org.eobench.core.run.robustness.RobustnessReport;
import org.eobench.core.run.robustness.RobustnessRequest;
import org.junit.jupiter.api.Test;

/** Tests of finished runs under corruptions. */
class RobustnessTest extends ToyRuns {
  private RunRequest tested(Path run) {
    String config =
        yaml.replace("train: true", "train: false").replace("ckpt_dir: null", "ckpt_dir: " + run);
    return new RunRequest(ToyParts.config(config), Map.of(), List.of());
  }

  private RobustnessReport test(Path run, RobustnessRequest asked) {
    return new Robustness(ToyParts.components(), listener(() -> {}), stop).run(tested(run), asked);
  }

  @Test
  void theCleanScoreIsThatOfTheRunAndCorruptionsLowerIt() {
    RunResult run = run(yaml.replace("n_epochs: 2", "n_epochs: 20").replace("lr: 0.01", "lr: 0.1"));
    RobustnessReport report =
        test(run.directory(), new RobustnessRequest(List.of(), List.of(1, 5), 3));
    assertThat(report.clean()).isEqualTo(run.scores().value("mIoU")).isGreaterThan(0.6);
    assertThat(report.rows())
        .extracting(RobustnessReport.Row::corruption)
        .as("those of the program and of plug-ins")
        .containsExactly("band_shift", "blur", "resolution_loss", "toy_fade");
    assertThat(report.skipped())
        .containsEntry("haze", "no modality has reflectance in known units")
        .containsEntry("date_dropped", "there is only one date");
    // Each pixel of the toy data is independent of its neighbours, so that little is left.
    RobustnessReport.Row coarse = report.rows().get(2);
    assertThat(coarse.strengths()).containsExactly(2.0, 8.0);
    assertThat(coarse.scores().get(1)).isLessThan(report.clean() - 0.1);
    double drops = 0;
    for (double score : coarse.scores()) {
      drops += (report.clean() - score) / report.clean() / 2;
    }
    assertThat(coarse.meanRelativeDrop()).isCloseTo(drops, within(1e-12));
    assertThat(test(run.directory(), new RobustnessRequest(List.of(), List.of(1, 5), 3)))
        .isEqualTo(report);
    assertThat(RobustnessFiles.csv(report).lines()).hasSize(1 + 4 * 3);
    assertThat(RobustnessFiles.json(report)).contains("\"mean_relative_drop\"", "\"clean\"");
  }

  @Test
  void saysThatTheRunHasNotEnded() throws IOException {
    Path run = run(yaml).directory();
    RobustnessRequest asked = new RobustnessRequest(List.of("blur"), List.of(1), 0);
    test(run, asked);
    assertThat(said).noneMatch(line -> line.contains("unfinished"));

    Path record = run.resolve("run.json");
    Files.writeString(record, Files.readString(record).replace("COMPLETE", "INTERRUPTED"));
    test(run, asked);
    assertThat(said)
        .contains(
            "warning: "
                + run
                + " has not ended well (INTERRUPTED in run.json): its weights may be those of an"
                + " unfinished training");
  }

  @Test
  void refusesWhatItCannotTest() {
    Path run = run(yaml).directory();
    assertThatThrownBy(() -> test(run, new RobustnessRequest(List.of("blurr"), List.of(1), 0)))
        .hasMessageContaining(
            "[Bench/UnknownCorruption] there is no corruption with the key `blurr`")
        .hasMessageContaining("did you mean blur?");
    assertThatThrownBy(() -> test(run, new RobustnessRequest(List.of("haze"), List.of(1), 0)))
        .hasMessageContaining("haze cannot be applied to toy: no modality has reflectance");
  }

  @Test
  void measuresTheDropInTheDirectionOfTheMetric() {
    assertThat(RobustnessReport.relativeDrop(0.8, 0.6, Metric.Better.HIGHER))
        .isCloseTo(0.25, within(1e-12));
    assertThat(RobustnessReport.relativeDrop(4, 5, Metric.Better.LOWER))
        .isCloseTo(0.25, within(1e-12));
    assertThat(RobustnessReport.relativeDrop(-2, 3, Metric.Better.NEARER_TO_ZERO))
        .isCloseTo(0.5, within(1e-12));
    assertThat(RobustnessReport.relativeDrop(0, 3, Metric.Better.HIGHER)).isNaN();
  }
}
