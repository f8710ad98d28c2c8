package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.junit.jupiter.api.Test;

class CheckTest extends ToyRuns {
  @Test
  void checkTellsWhatItFoundAndWritesNothing() throws IOException {
    assertThat(check(yaml))
        .contains("train 8, val 8, test 8", "land 5", "water ", "weights: random")
        .containsPattern("one batch through the model: logits \\(4, 2, 8, 8\\), loss \\d\\.\\d{4}")
        .contains("everything fits");
    assertThat(runs()).isEmpty();
  }

  @Test
  void checkGivesTheSharesOfEachSplitAndOfWhatHasNoData() {
    assertThat(check(yaml))
        .containsPattern("(?m)^  train: labels: land 5.*; ignored 0.00 % of all pixels$")
        .containsPattern("(?m)^  test: labels: land ")
        .containsPattern("(?m)^  without data: optical 0.00 %$");
  }

  @Test
  void checkNamesTheSplitsWithoutAnyLabelledPixel() {
    assertThatThrownBy(() -> check(yaml.replace("only_label: null", "only_label: -1")))
        .isInstanceOfSatisfying(
            BenchException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.DATA);
              assertThat(e.problems()).extracting(Problem::id).containsOnly("AllPixelsIgnored");
            })
        .hasMessageContaining(
            "the split train has no valid target (all labels are the ignored label -1")
        .hasMessageContaining("the split test has no valid target");
  }

  @Test
  void checkReportsEverySampleWithALabelThatIsNoClassTogetherWithMissingWeights() {
    String config =
        yaml.replace("only_label: null", "only_label: 7")
            .replace("encoder_weights: null", "encoder_weights: nowhere/toy.pth");
    assertThatThrownBy(() -> check(config))
        .isInstanceOfSatisfying(
            BenchException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.DATA);
              assertThat(e.problems()).hasSize(25);
            })
        .hasMessageContaining("sample train-0 has label 7")
        .hasMessageContaining("sample test-7 has label 7")
        .hasMessageContaining("[Bench/MissingWeights]");
  }
}
