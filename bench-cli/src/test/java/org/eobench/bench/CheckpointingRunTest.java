package org.eobench.bench;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.eobench.cli.jar.TinyRun;
import org.eobench.core.results.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code task.trainer.checkpointing} changes the memory of a run, and not its numbers. */
class CheckpointingRunTest {
  private static final String UNET = "encoder=unet_encoder_tiny";
  private static final String ON = "task.trainer.checkpointing=true";

  @TempDir private Path folder;

  private RunResult run(String... more) {
    List<String> words = TinyRun.onQuickstart("cache_dir=" + folder.resolve("cache"));
    words.addAll(List.of(more));
    if (words.contains(UNET)) {
      words.removeIf(word -> word.startsWith("encoder."));
    }
    try (Bench bench = Bench.open(BenchOptions.defaults().directory(folder.resolve("runs")))) {
      return bench.run(words.toArray(String[]::new));
    }
  }

  /** The decoder of the tiny run has dropout, which must draw the same numbers. */
  @Test
  void givesTheScoresOfARunWithoutIt() {
    double with = calibrationError(run("finetune=true", ON));
    double without = calibrationError(run("finetune=true"));
    double ofAnotherSeed = calibrationError(run("finetune=true", "seed=1"));
    // Gradients are added in another order, so that the last digits differ.
    assertThat(with).isCloseTo(without, within(1e-4));
    assertThat(ofAnotherSeed).isNotCloseTo(without, within(1e-3));
  }

  /** A score that every prediction changes. */
  private static double calibrationError(RunResult result) {
    return ((Number) requireNonNull(result.scores().fields().get("ECE"))).doubleValue();
  }

  @Test
  void isRefusedWhereItSavesNothing() {
    assertThatThrownBy(() -> run("finetune=false", ON))
        .hasMessageContaining("task.trainer.checkpointing=true")
        .hasMessageContaining("finetune=true");
    assertThatThrownBy(() -> run(UNET, ON))
        .hasMessageContaining("[Bench/NoCheckpointing]")
        .hasMessageContaining("`task.trainer.checkpointing=false`");
    assertThatThrownBy(() -> run("finetune=true", "task.trainer.precision=fp16", ON))
        .hasMessageContaining("not with fp16");
  }
}
