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

  /** Every axis; the heads of a normalisation are mean and cls, each with two weight decays. */
  private static final List<String> AXES =
      List.of(
          "decoder=bank",
          "encoder=prithvi_tiny",
          "normalization=both",
          "normalization_scale=10000",
          "decoder.pooling=[mean,cls]",
          "decoder.layers=[last]",
          "decoder.lr_factors=[3]",
          "decoder.weight_decays=[0,0.5]");

  private final Components components = Plugins.load(PluginJars.NONE).components();

  @TempDir private Path folder;

  @Test
  void eachHeadLearnsAsAlone() throws IOException {
    Path bank = run(BANK).directory();
    assertAlike(bank, 1, "decoder.pooling=mean", "decoder.layers=all", "optimizer.lr=0.01");
    assertAlike(bank, 8, "decoder.pooling=both", "decoder.layers=learned");
    assertAlike(bank, 17, "decoder.pooling=attention", "decoder.layers=[2,0]", "optimizer.lr=0.01");
  }

  @Test
  void eachHeadHasItsNormalizationAndItsWeightDecayAsAlone() throws IOException {
    RunResult bank = run(AXES);
    Path directory = bank.directory();
    RunResult mean = assertAlike(directory, "data.heads.1.", alone("data", "mean", 0.5));
    RunResult cls = assertAlike(directory, "model.heads.2.", alone("model", "cls", 0));
    List<String> grid = Files.readAllLines(directory.resolve("heads.csv"));
    assertThat(grid).hasSize(1 + 2 * 2 * 2);
    assertThat(grid.get(0)).startsWith("head,normalization,pooling,layers,lr,weight_decay,metric");
    assertThat(grid.get(1 + 1)).startsWith("1,data,mean,last,0.003,0.5,accuracy,");
    assertThat(grid.get(1 + 6)).startsWith("6,model,cls,last,0.003,0,accuracy,");
    assertThat(best(grid.get(1 + 1))).isEqualTo(bestValidation(mean));
    assertThat(best(grid.get(1 + 6))).isEqualTo(bestValidation(cls));
  }

  /** The test sees images that are normalised as the chosen head has seen them in training. */
  @Test
  void testsTheChosenHeadWithItsNormalization() throws IOException {
    assertTestedAsAlone("data", 0.03);
    assertTestedAsAlone("model", 0.01);
  }

  /**
   * @param rate the learning rate with which the head of this normalisation is the best on the
   *     validation split
   */
  private void assertTestedAsAlone(String source, double rate) throws IOException {
    List<String> settings =
        List.of("seed=1", "optimizer.lr=" + rate, "dataset.test_chips=40", "test_batch_size=40");
    List<String> words = new ArrayList<>(AXES);
    words.addAll(
        List.of("decoder.pooling=[mean]", "decoder.lr_factors=[1]", "decoder.weight_decays=null"));
    words.addAll(settings);
    RunResult bank = run(words);
    assertThat(bank.facts().checkpoint()).contains("normalization=" + source + " pooling=mean");
    assertThat(bank.facts().normalization()).isEqualTo("both");
    List<String> alone = new ArrayList<>(List.of("decoder=cls_linear"));
    alone.addAll(List.of(alone(source, "mean", 0.05)));
    alone.addAll(settings);
    assertThat(bank.scores().values()).isEqualTo(run(alone).scores().values());
  }

  private static String[] alone(String source, String pooling, double decay) {
    return new String[] {
      "encoder=prithvi_tiny",
      "normalization=" + source,
      source.equals("model") ? "normalization_scale=10000" : "normalization_scale=1",
      "decoder.pooling=" + pooling,
      "decoder.layers=last",
      "optimizer.lr=0.003",
      "optimizer.weight_decay=" + decay
    };
  }

  private static double bestValidation(RunResult run) throws IOException {
    return Files.readAllLines(run.directory().resolve("metrics.jsonl")).stream()
        .filter(line -> line.contains("\"kind\":\"val\""))
        .mapToDouble(
            line -> Double.parseDouble(line.replaceAll(".*\"accuracy\":([0-9.]+).*", "$1")))
        .max()
        .orElseThrow();
  }

  /** Compares the last weights of a head with those of a run of its own. */
  private void assertAlike(Path bank, int head, String... alone) throws IOException {
    assertAlike(bank, "heads." + head + ".", alone);
  }

  private RunResult assertAlike(Path bank, String head, String... alone) throws IOException {
    List<String> words = new ArrayList<>(List.of("decoder=cls_linear"));
    words.addAll(List.of(alone));
    RunResult result = run(words);
    Path single = result.directory();
    try (TensorFile heads = TensorFile.open(last(bank));
        TensorFile own = TensorFile.open(last(single))) {
      List<String> names =
          own.tensors().stream().map(TensorInfo::name).filter(BankRunTest::isOfDecoder).toList();
      assertThat(names).hasSizeGreaterThan(1);
      for (String name : names) {
        float[] expected = own.floats(name);
        float[] found = heads.floats(head + name);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
          assertThat((double) found[i])
              .as("%s%s, %d", head, name, i)
              .isCloseTo(expected[i], within(ROUNDING));
        }
      }
    }
    return result;
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
    return Double.parseDouble(cells(row).get(5));
  }

  /** The score in a grid with all axes. */
  private static double best(String row) {
    return Double.parseDouble(cells(row).get(7));
  }

  private static List<String> cells(String row) {
    return List.of(row.replaceAll("\"[^\"]*\"", "list").split(",", -1));
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
    assertThatThrownBy(() -> run(List.of("decoder=bank", "normalization=both")))
        .hasMessageContaining("NoPretrainingStatistics")
        .hasMessageContaining("normalization=both");
    assertThatThrownBy(
            () ->
                run(
                    List.of(
                        "decoder=cls_linear",
                        "encoder=prithvi_tiny",
                        "normalization=both",
                        "normalization_scale=10000")))
        .hasMessageContaining("NoBank")
        .hasMessageContaining("`normalization=model`");
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
    return new Experiment(components, progress, stop, null).run(request);
  }
}
