package org.eobench.core.config.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTest {
  @TempDir Path folder;
  private ConfigFolder files = new ConfigFolder(Path.of("."));

  @BeforeEach
  void writeFiles() {
    files = new ConfigFolder(folder).standard();
  }

  private SweepPlan plan(String... arguments) {
    return new Sweeper(files.composer())
        .plan("train", OverrideParser.parseAll(List.of(arguments)), true);
  }

  @Test
  void changesTheRightmostArgumentFastest() {
    SweepPlan plan = plan("dataset=fires,floods", "seed=range(2)", "hydra.sweep.dir=out");
    assertThat(plan.jobs())
        .extracting(ComposedJob::overrides)
        .containsExactly(
            List.of("dataset=fires", "seed=0"),
            List.of("dataset=fires", "seed=1"),
            List.of("dataset=floods", "seed=0"),
            List.of("dataset=floods", "seed=1"));
    assertThat(plan.jobs().get(3).directory()).isEqualTo("out/3");
  }

  @Test
  void takesOptionsThatMatchAPattern() {
    assertThat(plan("dataset=glob(f*,exclude=fl*)").jobs())
        .extracting(ComposedJob::overrides)
        .containsExactly(List.of("dataset=fires"));
  }

  @Test
  void warnsOfASweepWithoutJobs() {
    SweepPlan plan = plan("dataset=fires", "seed=range(5,1)");
    assertThat(plan.jobs()).isEmpty();
    assertThat(plan.warnings()).anySatisfy(text -> assertThat(text).contains("no jobs"));
  }

  @Test
  void warnsOfAKeyGivenTwice() {
    SweepPlan plan = plan("dataset=fires", "seed=1,2", "seed=3");
    assertThat(plan.jobs()).hasSize(1);
    assertThat(plan.warnings())
        .anySatisfy(text -> assertThat(text).contains("seed is given twice"));
  }

  @Test
  void composesAllJobsBeforeAnyStarts() {
    assertThatThrownBy(() -> plan("dataset=fires,flods", "encoder=dofa,vitt"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("did you mean floods?")
        .hasMessageContaining("did you mean vit?");
  }

  @Test
  void refusesASweepWithoutMultirun() {
    assertThatThrownBy(() -> files.compose("dataset=fires,floods"))
        .hasMessageContaining("SweepWithoutMultirun")
        .hasMessageContaining("add `-m`");
  }
}
