package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.progress.TrainingStep;
import org.eobench.core.registry.Components;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.Experiment;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.RunCancelled;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bank of probes: each head learns as alone, and the validation chooses. */
class BankRunTest {
  private static final double ROUNDING = 2e-5;

  private static final List<String> TINY =
      List.of(
          "dataset=quickstart_classification",
          "dataset.training_chips=20",
          "dataset.test_chips=4",
          "encoder=dofa_tiny",
          "finetune=false",
          "device=cpu",
          "deterministic_threads=1",
          "batch_size=6",
          "num_workers=1",
          "test_num_workers=1",
          "optimizer.lr=0.001",
          "task.trainer.n_epochs=3",
          "task.trainer.eval_interval=1",
          "task.trainer.ckpt_interval=0");

  private static final List<String> BANK =
      List.of(
          "decoder=bank",
          "decoder.pooling=[mean,both,attention]",
          "decoder.layers=[all,learned,[2,0]]",
          "decoder.lr_factors=[1,10]");

  private final Components components = Plugins.load(PluginJars.NONE).components();

  @TempDir private Path folder;

  @Test
  void eachHeadLearnsAsAlone() throws IOException {
    Path bank = run(BANK).directory();
    assertAlike(bank, 1, "decoder.pooling=mean", "decoder.layers=all", "optimizer.lr=0.01");
    assertAlike(bank, 8, "decoder.pooling=both", "decoder.layers=learned");
    assertAlike(bank, 17, "decoder.pooling=attention", "decoder.layers=[2,0]", "optimizer.lr=0.01");
  }

  /** Compares the last weights of a head with those of a run of its own. */
  private void assertAlike(Path bank, int head, String... alone) throws IOException {
    List<String> words = new ArrayList<>(List.of("decoder=cls_linear"));
    words.addAll(List.of(alone));
    Path single = run(words).directory();
    try (TensorFile heads = TensorFile.open(last(bank));
        TensorFile own = TensorFile.open(last(single))) {
      List<String> names =
          own.tensors().stream().map(TensorInfo::name).filter(BankRunTest::isOfDecoder).toList();
      assertThat(names).hasSizeGreaterThan(1);
      for (String name : names) {
        float[] expected = own.floats(name);
        float[] found = heads.floats("heads." + head + "." + name);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
          assertThat((double) found[i])
              .as("head %d, %s, %d", head, name, i)
              .isCloseTo(expected[i], within(ROUNDING));
        }
      }
    }
  }

  private static boolean isOfDecoder(String name) {
    return name.startsWith("linear_head")
        || name.startsWith("attention")
        || name.equals("layer_weights");
  }

  private static Path last(Path run) {
    return run.resolve("checkpoints").resolve("last.safetensors");
  }

  @Test
  void choosesTheBestHeadOfTheValidationAlsoAfterAResume() throws IOException {
    RunResult whole = run(BANK);
    String grid = Files.readString(whole.directory().resolve("heads.csv"));
    assertThat(grid.lines()).hasSize(1 + 3 * 3 * 2);
    assertThat(grid.lines().findFirst())
        .contains("head,pooling,layers,lr,metric,score,epoch,chosen");
    List<String> chosen = grid.lines().filter(row -> row.endsWith(",true")).toList();
    assertThat(chosen).hasSize(1);
    double best = grid.lines().skip(1).mapToDouble(BankRunTest::score).max().orElseThrow();
    assertThat(score(chosen.get(0))).isEqualTo(best);
    assertThat(whole.facts().checkpoint()).contains("pooling=").contains("lr=");
    assertThat(Files.readString(whole.directory().resolve("heads.json")))
        .contains("\"metric\" : \"accuracy\"");

    List<String> other = new ArrayList<>(BANK);
    other.add("work_dir=" + folder.resolve("stopped"));
    StopSignal stop = new StopSignal();
    ProgressListener stopping =
        new ProgressListener() {
          @Override
          public void step(TrainingStep step) {
            if (step.iteration() == 4) {
              stop.request();
            }
          }
        };
    assertThatThrownBy(() -> run(other, stopping, stop)).isInstanceOf(RunCancelled.class);
    other.add("resume=true");
    RunResult resumed = run(other);
    assertThat(Files.readString(resumed.directory().resolve("heads.csv"))).isEqualTo(grid);
    assertThat(resumed.scores().values()).isEqualTo(whole.scores().values());
  }

  private static double score(String row) {
    List<String> cells = List.of(row.replaceAll("\"[^\"]*\"", "list").split(",", -1));
    return Double.parseDouble(cells.get(5));
  }

  @Test
  void refusesWhatWouldLetHeadsChangeEachOther() {
    for (Map.Entry<String, String> refused :
        Map.of(
                "finetune=true", "`finetune=false`",
                "task.trainer.clip_grad_norm=1", "`task.trainer.clip_grad_norm=null`",
                "lr_scheduler=reduce_on_plateau", "`lr_scheduler=multi_step_lr`")
            .entrySet()) {
      List<String> words = new ArrayList<>(BANK);
      words.add(refused.getKey());
      assertThatThrownBy(() -> run(words))
          .as(refused.getKey())
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("HeadsDepend")
          .hasMessageContaining(refused.getValue());
    }
    List<String> words = new ArrayList<>(BANK);
    words.add("encoder=resnet_tiny");
    assertThatThrownBy(() -> run(words)).hasMessageContaining("NoClassToken");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  private RunResult run(List<String> more) {
    return run(more, ProgressListener.silent(), new StopSignal());
  }

  private RunResult run(List<String> more, ProgressListener progress, StopSignal stop) {
    List<String> words = new ArrayList<>(TINY);
    words.add("work_dir=" + folder.resolve("runs"));
    words.addAll(more);
    words.add("cache_dir=" + folder.resolve("cache"));
    RunRequest request =
        RunRequest.of(
            Configs.command(PluginJars.NONE).compose(CommandLine.parse(words)), List.of());
    return new Experiment(components, progress, stop).run(request);
  }
}
