package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.encoder.WeightsCard;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.junit.jupiter.api.Test;

class MissingWeightsTest {
  private static final EncoderKeys KEYS =
      new EncoderKeys(
          "nowhere/at/all.pt",
          null,
          null,
          Map.of("optical", List.of("B4")),
          FrozenMode.EVAL,
          new WeightsCard("toy", null, null, null, null));

  private static String next(EncoderConfig encoder) {
    Problems problems = new Problems();
    MissingWeights.report(encoder, Map.of(), List.of(), problems);
    assertThat(problems.list()).hasSize(1);
    Problem problem = problems.list().get(0);
    assertThat(problem.id()).isEqualTo("MissingWeights");
    return problem.next();
  }

  @Test
  void offersRandomWeightsWhereAnEncoderCanStartFromThem() {
    assertThat(next(() -> KEYS)).contains("or start from random weights");
  }

  @Test
  void offersNoRandomWeightsWhereTheFileIsTheModelItself() {
    EncoderConfig program =
        new EncoderConfig() {
          @Override
          public EncoderKeys keys() {
            return KEYS;
          }

          @Override
          public boolean canStartRandom() {
            return false;
          }
        };

    assertThat(next(program)).contains("get them from their authors").doesNotContain("random");
  }
}
