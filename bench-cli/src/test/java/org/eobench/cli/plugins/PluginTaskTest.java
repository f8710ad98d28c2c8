package org.eobench.cli.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.cli.jar.RunIT;
import org.eobench.cli.jar.TinyRun;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code examples/plugin-task}, in a jar of its own. */
class PluginTaskTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  @TempDir private Path folder;
  private PluginJars plugins = PluginJars.NONE;

  @BeforeEach
  void build() throws IOException {
    Path jar = folder.resolve("task.jar");
    JarBuilder.ofExample("plugin-task")
        .build(jar, folder.resolve("work"), System.getProperty("java.class.path"));
    plugins = new PluginJars(List.of(jar));
  }

  @AfterEach
  void restoreClassLoader() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private ProgramAnswer answer(String... words) {
    return ProgramAnswer.to(List.of(words), plugins, folder);
  }

  private ProgramAnswer run(String... more) {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(TinyRun.onQuickstart("dataset=burnt_share", "decoder=value_linear"));
    words.remove("dataset=quickstart");
    words.remove("decoder=seg_upernet_tiny");
    words.remove("decoder.channels=16");
    words.addAll(List.of("work_dir=" + folder.resolve("runs"), "cache_dir=" + folder));
    words.addAll(List.of(more));
    return answer(words.toArray(String[]::new));
  }

  @Test
  void isTrainedTestedAndScoredWithKeysOfItsOwn() throws IOException {
    run("task.evaluator.clip=true", "optimizer.lr=0.01")
        .fits()
        .says("burnt share", "RMSE", "(best so far)", "always");

    Path run = RunIT.onlyRun(folder.resolve("runs"));
    List<String> rows = Files.readAllLines(run.resolve("results.csv"));
    assertThat(rows.get(1)).startsWith("value,burnt share,");
    double error = Double.parseDouble(rows.get(1).split(",")[2]);
    assertThat(error).as("the error of a share").isBetween(0.0, 1.0);
    assertThat(run.resolve("results.json")).content().contains("\"task\" : \"share_regression\"");
    assertThat(run.resolve("metrics.jsonl")).content().contains("\"R2\"").doesNotContain("mIoU");
  }

  @Test
  void standsInTheListsAndRefusesWhatIsForOtherTasks() {
    answer("list", "task").fits().says("share_regression").silentAbout("_base");
    answer("list", "decoder").fits().says("value_linear", "share_regression");
    run("decoder=cls_linear")
        .refuses(
            "[Bench/WrongTask]",
            "the decoder cls_linear is for",
            "the task is share_regression",
            "value_linear");
    run("criterion=mse")
        .refuses("the criterion mse is for image_regression, regression", "value_mse");
    run("task=regression", "task.evaluator.clip=true").refuses("clip");
  }

  @Test
  void isAnUnknownTaskWithoutTheJar() {
    ProgramAnswer.to(
            List.of("check", "experiment=quickstart", "task.kind=share_regression"),
            PluginJars.NONE,
            folder)
        .refuses("[Bench/UnknownTask] task.kind=share_regression is not the key of a task");
  }
}
