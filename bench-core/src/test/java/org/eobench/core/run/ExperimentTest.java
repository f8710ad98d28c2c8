package org.eobench.core.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.nn.torch.Bf16Units;
import org.eobench.core.nn.torch.OneDnn;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.torch.TorchThreads;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.provenance.Environment;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.provenance.Threads;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.ToyDataset;
import org.eobench.core.train.ToyEncoder;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.Test;

class ExperimentTest extends ToyRuns {
  @Test
  void trainsTestsAndLeavesEverythingInItsDirectory() throws IOException {
    RunResult outcome = run(yaml);
    assertThat(runs()).containsExactly(outcome.directory());
    RunRecord record = RunDirectory.read(outcome.directory());
    assertThat(record.state()).isEqualTo(RunState.COMPLETE);
    assertThat(record.ended()).isNotNull();
    Provenance made = requireNonNull(record.provenance());
    assertThat(made.data().samples()).isEqualTo(Map.of("train", 8, "val", 8, "test", 8));
    boolean oneDnn = OneDnn.isInUse(TorchEngine.get());
    assertThat(made.environment().engine())
        .matches("PyTorch 2\\.\\d+\\.\\d+" + (oneDnn ? "" : " without oneDNN"));
    assertThat(made.weights()).isNull();
    assertThat(made.threads())
        .isEqualTo(
            new Threads(
                TorchThreads.current().intraOp(), TorchThreads.current().interOp(), 1, 1, null));
    for (String file :
        List.of(
            ".hydra/config.yaml",
            "metrics.jsonl",
            "results.csv",
            "results.md",
            "results.txt",
            "results.json",
            "checkpoints/last.safetensors",
            "checkpoints/best.safetensors")) {
      assertThat(outcome.directory().resolve(file)).isRegularFile();
    }
    assertThat(Files.readString(outcome.directory().resolve("metrics.jsonl")))
        .contains("\"kind\":\"train\"", "\"kind\":\"val\"", "\"kind\":\"test\"");
    assertThat(outcome.text()).contains("protocol default", "weights: random", "always");
    assertThat(said)
        .contains("chosen: task=segmentation", "run directory: " + outcome.directory())
        .anyMatch(line -> line.startsWith("device: cpu") && line.endsWith(OneDnn.NOTE) != oneDnn)
        .anyMatch(line -> line.contains("encoder weights: random"));
  }

  @Test
  void namesTheVersionOfTheDataSetInAllResults() throws IOException {
    RunResult outcome = run(yaml.replace("n_epochs: 2", "n_epochs: 1"));
    Path directory = outcome.directory();
    List<String> csv = Files.readAllLines(directory.resolve("results.csv"));
    int column = List.of(csv.get(0).split(",", -1)).indexOf("dataset_version");

    assertThat(csv.subList(1, csv.size()))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.split(",", -1)[column]).isEqualTo("3"));
    assertThat(outcome.text()).contains("test split of toy (version 3), 8 samples");
    assertThat(Files.readString(directory.resolve("results.txt"))).isEqualTo(outcome.text());
    assertThat(Files.readString(directory.resolve("results.md")))
        .contains("- dataset_version: 3\n");
    assertThat(requireNonNull(RunDirectory.read(directory).provenance()).data().version())
        .isEqualTo(ToyDataset.VERSION);
  }

  @Test
  void recordsTheNumberFormatAlsoWhereTheDeviceDecided() throws IOException {
    String chosen = PrecisionChoice.AUTO.on(Device.cpu()).key();
    for (String precision : List.of("auto", "bf16")) {
      RunResult outcome =
          run(yaml.replace("n_epochs: 2, precision: fp32", "n_epochs: 1, precision: " + precision));
      String used = precision.equals("auto") ? chosen : precision;
      Path directory = outcome.directory();
      assertThat(requireNonNull(RunDirectory.read(directory).provenance()).environment())
          .extracting(Environment::precision)
          .isEqualTo(used);
      assertThat(Files.readString(directory.resolve("results.md")))
          .contains("- number_format: " + used + "\n");
    }
    Bf16Units units = Bf16Units.of(Device.cpu());
    List<String> expected = new ArrayList<>();
    expected.add(
        String.format(
            Locale.ROOT,
            "precision: %s, since %s (task.trainer.precision=auto)",
            chosen,
            units.reason()));
    if (!units.areThere()) {
      expected.add(
          String.format(
              Locale.ROOT,
              "precision: bf16 rounds factors and multiplies them in float32, since %s; it is not"
                  + " faster than fp32 here (docs/gpu.md)",
              units.reason()));
    }
    assertThat(said).filteredOn(line -> line.startsWith("precision: ")).isEqualTo(expected);
  }

  @Test
  void testsTheBestWeightsUnlessTheFinalOnesAreAskedFor() throws IOException {
    String last = yaml.replace("use_final_ckpt: false", "use_final_ckpt: true");
    RunResult trained = run(last);
    RunResult untrained =
        run(yaml.replace("n_epochs: 2", "n_epochs: 1").replace("lr: 0.01", "lr: 1.0e-9"));
    assertThat(scores(untrained)).as("both weights tell").isNotEqualTo(scores(trained));
    // A run whose best weights are others than its last ones, whatever training makes of them.
    Files.copy(
        checkpoint(untrained, "best"),
        checkpoint(trained, "best"),
        StandardCopyOption.REPLACE_EXISTING);
    String test = "ckpt_dir: " + trained.directory();

    RunResult best =
        run(yaml.replace("train: true", "train: false").replace("ckpt_dir: null", test));
    RunResult end =
        run(last.replace("train: true", "train: false").replace("ckpt_dir: null", test));

    assertThat(trained.text()).contains(", last (epoch 2)");
    assertThat(untrained.text()).contains(", best (epoch 1)");
    assertThat(best.text()).isEqualTo(untrained.text());
    assertThat(scores(best)).isEqualTo(scores(untrained));
    assertThat(end.text()).isEqualTo(trained.text());
    assertThat(scores(end)).isEqualTo(scores(trained));
  }

  @Test
  void movesTheBatchStatisticsOfAFrozenEncoderOnlyInFrozenModeTrain() throws IOException {
    String frozen =
        yaml.replace("finetune: true", "finetune: false").replace("n_epochs: 2", "n_epochs: 1");
    for (FrozenMode mode : FrozenMode.values()) {
      RunResult outcome =
          run(
              frozen.replace(
                  "frozen_mode: eval", "frozen_mode: " + mode.name().toLowerCase(Locale.ROOT)));
      try (TensorFile weights = TensorFile.open(checkpoint(outcome, "last"))) {
        List<String> held =
            weights.tensors().stream()
                .map(TensorInfo::name)
                .filter(name -> name.startsWith("encoder."))
                .toList();
        if (mode == FrozenMode.EVAL) {
          assertThat(held).isEmpty();
        } else {
          assertThat(held)
              .contains("encoder.norm.running_mean")
              .doesNotContain("encoder.norm.weight", "encoder.input.weight");
          assertThat(weights.floats("encoder.norm.running_mean")).doesNotContain(0f);
        }
      }
    }
  }

  @Test
  void computesWithAsManyThreadsAsItIsAskedTo() throws IOException {
    int before = TorchThreads.current().intraOp();
    for (int threads : new int[] {before + 2, before + 1}) {
      run(yaml.replace("resume: false", "resume: false\ndeterministic_threads: " + threads));
      Path newest = runs().get(runs().size() - 1);
      assertThat(requireNonNull(RunDirectory.read(newest).provenance()).threads())
          .isEqualTo(new Threads(threads, TorchThreads.current().interOp(), 1, 1, threads));
      assertThat(TorchThreads.current().intraOp())
          .as("the threads of the process, as they were before the run")
          .isEqualTo(before);
    }
    assertThat(runs()).hasSize(2);
    assertThat(RunDirectory.read(runs().get(0)).fingerprint())
        .isEqualTo(RunDirectory.read(runs().get(1)).fingerprint());
  }

  @Test
  void acceptsTheWandbKeyAndSaysWhatIsWrittenInstead() {
    RunResult quiet = run(yaml);
    assertThat(said).noneMatch(line -> line.contains("wandb"));
    String asked = yaml.replace("eval_before_training", "use_wandb: true, eval_before_training");
    run(asked.replace("resume: false", "resume: true"));
    assertThat(said)
        .as("it changes no result, so the run is complete already")
        .contains("this run is already complete: " + quiet.directory())
        .anyMatch(line -> line.matches("use_wandb=true: nothing is sent .* metrics.jsonl.*"));
    said.clear();
    run(yaml.replace("use_final_ckpt", "use_wandb: true\nuse_final_ckpt"));
    assertThat(said).anyMatch(line -> line.contains("use_wandb=true"));
  }

  @Test
  void recordsWhyItFailed() throws IOException {
    String config = yaml.replace("only_label: null", "only_label: -1");
    assertThatThrownBy(() -> run(config)).hasMessageContaining("[Bench/AllPixelsIgnored]");
    RunRecord record = RunDirectory.read(runs().get(0));
    assertThat(record.state()).isEqualTo(RunState.FAILED);
    assertThat(record.error()).contains("AllPixelsIgnored");
  }

  @Test
  void makesTheLossBeforeThereIsARunAndOnlyToTrain() throws IOException {
    String weighted =
        "criterion: {_target_: weighted_cross_entropy, weights: %s, label_smoothing: 0}";
    String cross = "criterion: {_target_: cross_entropy}";
    String wrong = yaml.replace(cross, String.format(Locale.ROOT, weighted, "[1, 2, 3]"));
    assertThatThrownBy(() -> run(wrong)).hasMessageContaining("3 numbers for 2 classes");
    assertThat(runs()).isEmpty();

    RunResult counted = run(yaml.replace(cross, String.format(Locale.ROOT, weighted, "null")));

    RunResult tested =
        run(
            wrong
                .replace("train: true", "train: false")
                .replace("ckpt_dir: null", "ckpt_dir: " + counted.directory()));
    assertThat(tested.directory()).isNotEqualTo(counted.directory());
  }

  @Test
  void saysHowToGetMissingWeightsBeforeThereIsARun() throws IOException {
    String config =
        yaml.replace("encoder_weights: null", "encoder_weights: nowhere/toy.pth")
            .replace("download_url: null", "download_url: https://example.org/toy.pth");
    RunRequest request =
        new RunRequest(
            ToyParts.config(config),
            Map.of("encoder", "toy_large"),
            List.of("seed=1", "encoder.encoder_weights=nowhere/my toy.pth"));
    assertThatThrownBy(
            () -> new Check(ToyParts.components(), ProgressListener.silent()).run(request))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WEIGHTS))
        .hasMessageContaining("[Bench/MissingWeights]")
        .hasMessageContaining(
            "java -jar bench.jar fetch weights toy_large"
                + " 'encoder.encoder_weights=nowhere/my toy.pth'`\n")
        .hasMessageContaining("encoder.encoder_weights=null");
    assertThatThrownBy(() -> run(config))
        .hasMessageContaining("download them: `java -jar bench.jar fetch weights toy`\n");
    assertThatThrownBy(() -> check(config))
        .hasMessageContaining("download https://example.org/toy.pth and save it as ");
    assertThatThrownBy(() -> run(config.replace("https://example.org/toy.pth", "null")))
        .hasMessageContaining("they have no download URL");
    assertThat(runs()).isEmpty();
  }

  @Test
  void tellsWhatLoadingTheWeightsDid() throws IOException {
    Path weights = work.resolve("toy.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Encoder encoder = new ToyEncoder(new TorchOps(manager, Precision.FP32));
      Weights.initialize(encoder.tensors(), manager, 1);
      Weights.save(encoder.tensors(), weights, Map.of());
    }
    run(yaml.replace("encoder_weights: null", "encoder_weights: " + weights));
    assertThat(said)
        .anyMatch(
            line ->
                line.matches("weights: \\d tensors loaded, 0 missing, 0 unexpected, 0 reshaped"));
  }
}
