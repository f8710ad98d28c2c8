package org.eobench.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.process.ThisProgram;
import org.eobench.cli.sweep.SweepJobs;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.plugin.PluginJars;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.layouts.HlsBurnScarsFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BenchmarkTest {
  /** Two data sets in their layouts, small enough for a test. */
  private static final String SMALL =
      """
      version: 3
      seeds: [5]
      arguments: [device=cpu, batch_size=2, task.trainer.n_steps=2, finetune=false]
      runs:
        - {dataset: hlsburnscars, version: 1, arguments: [decoder=seg_linear, 'dataset.root_path=%s']}
        - {dataset: quickstart, version: 2, arguments: [decoder=seg_linear, dataset.training_chips=4]}
      published:
        source: a paper
        arguments: {finetune: 'false'}
        percent: true
        scores:
          vit_tiny: {hlsburnscars: 50, quickstart: 40}
          vit_tiny finetune=true: {hlsburnscars: 99}
      """;

  private final ConfigCommand configs = Configs.command(PluginJars.NONE);

  @TempDir private Path folder;

  static List<String> shipped() {
    return Configs.command(PluginJars.NONE)
        .groups(CommandLine.parse(List.of()))
        .getOrDefault("benchmark", List.of());
  }

  private static CommandLine line(String... words) {
    List<String> all = new ArrayList<>(List.of("-m"));
    all.addAll(List.of(words));
    return CommandLine.parse(all);
  }

  /** Every run of every benchmark has a valid configuration, whatever the encoder. */
  @ParameterizedTest
  @MethodSource("shipped")
  void everyShippedBenchmarkExpandsToValidRuns(String name) {
    CommandLine words = line("benchmark=" + name, "encoder=unet_encoder_tiny", "seed=1,2");
    SweepPlan plan = Objects.requireNonNull(Benchmark.of(words, configs)).plan();
    assertThat(plan.jobs()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(plan.jobs().size() % 2).as("each with two seeds").isZero();
    try (Bench bench =
        Bench.open(BenchOptions.defaults().configs(SharedFiles.projectRoot().resolve("configs")))) {
      SweepJobs jobs = SweepJobs.of(plan, words, bench);
      assertThat(jobs.jobs().stream().map(job -> job.directory().getFileName().toString()))
          .isEqualTo(IntStream.range(0, plan.jobs().size()).mapToObj(String::valueOf).toList());
    }
  }

  @Test
  void takesWordsOfTheCommandLineInPlaceOfItsOwn() {
    SweepPlan plan =
        Objects.requireNonNull(
                Benchmark.of(
                    line("benchmark=pangaea", "encoder=vit_tiny,unet_encoder_tiny", "seed=7"),
                    configs))
            .plan();
    assertThat(plan.jobs().get(0).overrides())
        .contains("protocol=pangaea", "encoder=vit_tiny", "seed=7")
        .doesNotContain("seed=234");
    assertThat(plan.jobs().get(1).overrides()).contains("encoder=unet_encoder_tiny");
  }

  @Test
  void refusesWhatContradictsIt() throws IOException {
    ProgramAnswer.to(List.of("benchmark=pangaea", "encoder=vit_tiny"), folder)
        .refuses("needs -m", "add `-m`");
    ProgramAnswer.to(List.of("-m", "benchmark=pangae", "encoder=vit_tiny"), folder)
        .refuses("there is no benchmark/pangae.yaml", "did you mean pangaea");
    ProgramAnswer.to(List.of("-m", "benchmark=pangaea", "dataset=quickstart"), folder)
        .refuses("dataset is set by the benchmark");
    ProgramAnswer.to(List.of("-m", "benchmark=pangaea", "encoder=vit_tiny", "search=tpe"), folder)
        .refuses("cannot be searched");
    ProgramAnswer.to(
            List.of("-m", "benchmark=pangaea", "encoder=vit_tiny", "dataset.version=9"), folder)
        .refuses("is defined for version 1 of hlsburnscars, but its configuration has version 9");
    small();
    Path file = folder.resolve("configs/benchmark/small.yaml");
    Files.writeString(file, Files.readString(file).replace("version: 2", "version: 1"));
    assertThatThrownBy(
            () ->
                Objects.requireNonNull(Benchmark.of(line(words().toArray(String[]::new)), configs))
                    .plan())
        .hasMessageContaining("is defined for version 1 of quickstart");
  }

  private void small() throws IOException {
    Path file = folder.resolve("configs/benchmark/small.yaml");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, SMALL.formatted(folder.resolve("data")));
    HlsBurnScarsFixture.write(folder.resolve("data"), 12);
  }

  private List<String> words() {
    return List.of(
        "--config-dir",
        folder.resolve("configs").toString(),
        "benchmark=small",
        "encoder=vit_tiny",
        "encoder.input_size=32",
        "encoder.embed_dim=32",
        "preprocessing=seg_resize",
        "num_workers=1",
        "test_num_workers=1",
        "gallery=0",
        "cache_dir=" + folder.resolve("cache"),
        "hydra.sweep.dir=" + folder.resolve("out"));
  }

  /** Killed in its first run and taken up again, it ends with the report and published scores. */
  @Test
  void isOneCommandAndGoesOnAfterAKill() throws Exception {
    small();
    List<String> words = new ArrayList<>(List.of("-m"));
    words.addAll(words());
    Process sweep =
        new ProcessBuilder(ThisProgram.command(List.of(), words))
            .directory(SharedFiles.projectRoot().toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.log").toFile())
            .start();
    try {
      awaitRun(folder.resolve("out/0"), sweep);
    } finally {
      sweep.destroyForcibly().waitFor();
    }
    assertThat(folder.resolve("out/1")).as("the second run").doesNotExist();

    ProgramAnswer.to(List.of("-m", "--resume", folder.resolve("out").toString()), folder)
        .fits()
        .says("going on with the sweep", "benchmark small (version 3)", "published: a paper")
        .says("mean rank")
        .satisfies("vit_tiny +hlsburnscars +seg_linear +mIoU in % +[0-9.]+ +1 +50.00 +[-+][0-9.]+")
        .satisfies("vit_tiny +quickstart +seg_linear +mIoU in % +[0-9.]+ +1 +40.00 +[-+][0-9.]+");
  }

  private void awaitRun(Path job, Process sweep) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (System.nanoTime() < end && sweep.isAlive()) {
      if (Files.isDirectory(job)) {
        try (Stream<Path> runs = Files.list(job)) {
          if (runs.anyMatch(Files::isDirectory)) {
            return;
          }
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no run began:\n" + Files.readString(folder.resolve("killed.log")));
  }
}
