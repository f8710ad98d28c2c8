package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.plugins.JarBuilder;
import org.eobench.core.error.ExitCode;
import org.eobench.core.provenance.FileHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of {@code bench.jar}. */
public class RunIT {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("work"));
  }

  @Test
  void theJarAloneInAnEmptyFolderTrainsAndPrintsTheTable() throws IOException {
    Path jar = Files.copy(BenchProcess.JAR, folder.resolve("bench.jar"));
    BenchProcess.Result result =
        BenchProcess.in(folder).jar(jar).run(TinyRun.onQuickstart()).succeeds();
    assertThat(result.out()).contains("IoU", "F1", "Burn scar", "mean", "always", "n=1");
    Path run = onlyRun(folder.resolve("runs"));
    assertThat(run.resolve("results.csv")).content().contains("iou", "quickstart", "dofa_tiny");
    assertThat(run.resolve("results.md")).content().contains("| Burn scar |");
    assertThat(run.resolve("run.json")).content().contains("COMPLETE", "jar_entries_sha256");
    assertThat(run.resolve("metrics.jsonl")).content().contains("loss");
    assertThat(run.resolve(".hydra/config.yaml")).content().contains("dofa");
    assertThat(run.resolve("run.log")).content().contains("cpu");
  }

  @Test
  void aPluginJarIsListedAndTrains() throws IOException {
    JarBuilder.ofExample("plugin-encoder")
        .build(
            folder.resolve("plugins/conv-pyramid.jar"),
            temporary.resolve("work-plugin"),
            BenchProcess.JAR.toString());
    assertThat(BenchProcess.in(folder).run("list", "encoder", "--long").succeeds().out())
        .contains("conv_pyramid", "dofa");
    BenchProcess.Result result =
        BenchProcess.in(folder)
            .run(
                "encoder=conv_pyramid",
                "encoder.width=8",
                "decoder=seg_upernet_tiny",
                "decoder.channels=16",
                "dataset=quickstart",
                "dataset.training_chips=4",
                "dataset.test_chips=2",
                "finetune=true",
                "device=cpu",
                "batch_size=2",
                "task.trainer.n_epochs=1")
            .succeeds();
    assertThat(result.out()).contains("encoder conv_pyramid", "Burn scar");
    Path jar = folder.resolve("plugins/conv-pyramid.jar");
    assertThat(result.err())
        .contains("plug-in: plugins/conv-pyramid.jar")
        .contains(FileHash.sha256(jar));
    assertThat(onlyRun(folder.resolve("runs")).resolve("run.json"))
        .content()
        .contains("plugins/conv-pyramid.jar", FileHash.sha256(jar));
  }

  @Test
  void aSweepRunsEachJobInItsOwnProcessAndDirectory() throws IOException {
    BenchProcess.Result result =
        BenchProcess.in(folder)
            .run(TinyRun.onQuickstart("-m", "seed=1,2", "task.trainer.n_epochs=1"))
            .succeeds();
    assertThat(result.out())
        .containsSubsequence("  0  seed=1\n", "  1  seed=2\n")
        .containsPattern("0  done +\\d+\\.\\d s  seed=1  mIoU \\d")
        .containsPattern("1  done +\\d+\\.\\d s  seed=2  mIoU \\d");
    List<Path> logs = find(folder.resolve("multirun"), "job.log");
    assertThat(logs).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(logs.get(i).endsWith(Path.of(String.valueOf(i), "job.log"))).isTrue();
      assertThat(logs.get(i)).content().contains("Burn scar");
    }
    assertThat(find(folder.resolve("multirun"), "run.json"))
        .hasSize(2)
        .allSatisfy(record -> assertThat(record).content().contains("COMPLETE"));
  }

  @Test
  void aSweepWithABadJobStartsNone() throws IOException {
    BenchProcess.Result result =
        BenchProcess.in(folder).run(TinyRun.onQuickstart("-m", "encoder=dofa_tiny,dofaa"));
    assertThat(result.exit()).isNotZero();
    assertThat(result.err()).contains("dofaa");
    assertThat(find(folder, "job.log")).isEmpty();
    assertThat(find(folder, "run.json")).isEmpty();
  }

  @Test
  void aSweepWithAValueOfTheWrongTypeStartsNone() throws IOException {
    BenchProcess.in(folder)
        .run(TinyRun.onQuickstart("-m", "optimizer.lr=0.1,fast", "device=cpu,tpu"))
        .failsWith(ExitCode.CONFIG, "optimizer.lr", "a number", "device=tpu");
    assertThat(find(folder, "job.log")).isEmpty();
  }

  public static Path onlyRun(Path runs) throws IOException {
    try (Stream<Path> directories = Files.list(runs)) {
      List<Path> found = directories.toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  private static List<Path> find(Path below, String name) throws IOException {
    if (!Files.exists(below)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(file -> file.endsWith(name)).sorted().toList();
    }
  }
}
