package org.eobench.cli.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.cli.jar.RunIT;
import org.eobench.cli.jar.TinyRun;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code examples/plugin-metric}, in a jar of its own. */
class PluginMetricTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  @TempDir private Path folder;
  private PluginJars plugins = PluginJars.NONE;

  @BeforeEach
  void build() throws IOException {
    Path jar = folder.resolve("kappa.jar");
    JarBuilder.ofExample("plugin-metric")
        .build(jar, folder.resolve("work"), System.getProperty("java.class.path"));
    plugins = new PluginJars(List.of(jar));
  }

  @AfterEach
  void restoreClassLoader() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private ProgramAnswer run(PluginJars jars, String... more) {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(TinyRun.onQuickstart(more));
    words.addAll(List.of("work_dir=" + folder.resolve("runs"), "cache_dir=" + folder));
    return ProgramAnswer.to(words, jars, folder);
  }

  @Test
  void choosesTheBestCheckpointAndStandsInTableAndLog() throws IOException {
    run(
            plugins,
            "task.trainer.best_metric_key=kappa",
            "task.evaluator.metrics=[mIoU,kappa]",
            "task.trainer.eval_interval=1")
        .fits()
        .says("kappa", "Scores in percent, except for kappa.", "(best so far)");

    Path run = RunIT.onlyRun(folder.resolve("runs"));
    List<String> rows = Files.readAllLines(run.resolve("results.csv"));
    assertThat(rows.get(0)).startsWith("kind,class,iou,kappa,pixels,");
    double mean = Double.parseDouble(rows.get(3).split(",")[3]);
    double constant = Double.parseDouble(rows.get(rows.size() - 1).split(",")[3]);
    assertThat(rows.get(3)).startsWith("mean,");
    assertThat(mean).isBetween(-1.0, 1.0).isNotEqualTo(0);
    assertThat(constant).as("a constant prediction agrees by chance").isEqualTo(0);
    String test;
    try (Stream<String> lines = Files.lines(run.resolve("metrics.jsonl"))) {
      test = lines.filter(line -> line.contains("\"kind\":\"test\"")).findFirst().orElseThrow();
    }
    assertThat(test).contains("\"kappa\":" + mean).doesNotContain("\"mF1\"");
  }

  @Test
  void isNotKnownWithoutTheJarAndIsSuggestedWithIt() {
    run(PluginJars.NONE, "task.evaluator.metrics=[kappa]")
        .refuses("[Bench/UnknownMetric]", "kappa is not a metric of segmentation");
    run(plugins, "task.evaluator.metrics=[kapa]").refuses("did you mean kappa?");
  }

  @Test
  void isComputedOnlyWhereItIsAskedFor() throws IOException {
    run(plugins, "task.trainer.n_epochs=1").fits();

    assertThat(RunIT.onlyRun(folder.resolve("runs")).resolve("metrics.jsonl"))
        .content()
        .contains("\"mIoU\"")
        .doesNotContain("kappa");
  }
}
