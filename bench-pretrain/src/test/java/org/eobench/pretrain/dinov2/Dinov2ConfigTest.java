package org.eobench.pretrain.dinov2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.optim.LrScaling;
import org.eobench.pretrain.optim.OptimConfig;
import org.eobench.pretrain.optim.StochasticDepth;
import org.junit.jupiter.api.Test;

class Dinov2ConfigTest {
  private static final HeadConfig HEAD = new HeadConfig(64, 32, 16, 3);

  private static Dinov2Config config(double koleo) {
    return new Dinov2Config(
        8,
        new DinoConfig(1, koleo, HEAD, 0.1, 1),
        new IbotConfig(1, 0.5, List.of(0.1, 0.5), null),
        Dinov2Config.CenteringKind.CENTERING,
        0.9,
        new TeacherConfig(0.992, 1, 0.04, 0.07, 30),
        0.3,
        new OptimConfig(
            4e-3,
            LrScaling.SQRT_WRT_1024,
            1e-6,
            10,
            0.04,
            0.4,
            3.0,
            0.9,
            0.2,
            List.of(0.9, 0.999)));
  }

  @Test
  void namesAllSchedulesThatAreLongerThanTheRun() {
    String all =
        config(0.1).problems(new RunLength(5, 10, 1, 4)).stream()
            .map(Problem::render)
            .collect(Collectors.joining("\n"));
    assertThat(all)
        .contains("method.optim.warmup_epochs=10 is longer than the run")
        .contains("method.teacher.warmup_teacher_temp_epochs=30 is longer than the run")
        .contains("set `method.teacher.warmup_teacher_temp_epochs=0.5`")
        .contains("[Bench/BatchTooSmall] KoLeo compares the samples of a batch")
        .doesNotContain("freeze_last_layer_epochs");
    assertThat(config(0).problems(new RunLength(30, 10, 1, 1))).isEmpty();
  }

  @Test
  void averagesOverAllPairsOfCrops() {
    assertThat(config(0.1).pairs()).isEqualTo(18);
    assertThat(config(0.1).crops().global()).isEqualTo(2);
  }

  @Test
  void refusesAHeadWithoutALossAndSharesThatDescend() {
    assertThatThrownBy(() -> new IbotConfig(0, 0.5, List.of(0.1, 0.5), HEAD))
        .hasMessageContaining("head has no use with loss_weight=0");
    assertThatThrownBy(() -> new IbotConfig(1, 0.5, List.of(0.5, 0.1), null))
        .hasMessageContaining("mask_ratio_min_max must be two numbers in ascending order");
  }

  @Test
  void refusesStochasticDepthWithoutBlocks() {
    Linear none = new Linear(TorchOps.declaring(), 2, 2, true);
    StochasticDepth.set(none, 0);
    assertThatThrownBy(() -> StochasticDepth.set(none, 0.1))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NoStochasticDepth]")
        .hasMessageContaining("set `method.drop_path_rate=0`");
  }
}
