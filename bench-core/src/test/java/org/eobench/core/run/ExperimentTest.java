package org.eobench.core.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.torch.TorchThreads;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.provenance.Threads;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.eobench.core.train.ToyDataset;
import org.eobench.core.train.ToyEncoder;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {
  @TempDir Path work;

  private final StopSignal stop = new StopSignal();
  private final List<String> said = new ArrayList<>();
  private String yaml = "";

  @BeforeEach
  void keepsRunsInAFolderOfItsOwn() {
    yaml = ToyParts.YAML.replace("WORK", work.toString());
  }

  private Outcome run(String config) {
    return run(config, () -> {});
  }

  private Outcome run(String config, Runnable afterEachStep) {
    ProgressListener progress =
        new ProgressListener() {
          @Override
          public void message(String text) {
            said.add(text);
          }

          @Override
          public Bar bar(String stage, long total) {
            return new Bar() {
              @Override
              public void to(long done, String detail) {
                afterEachStep.run();
              }

              @Override
              public void note(String text) {}

              @Override
              public void close() {}
            };
          }
        };
    RunRequest request =
        new RunRequest(
            ToyParts.config(config),
            Map.of("encoder", "toy", "decoder", "toy", "dataset", "toy", "task", "segmentation"),
            List.of("encoder=toy"),
            folder -> AtomicFile.writeString(folder.resolve("config.yaml"), "kept"));
    return new Experiment(ToyParts.components(), progress, stop, path -> {}).run(request);
  }

  private List<Path> runs() throws IOException {
    try (Stream<Path> folders = Files.list(work)) {
      return folders.sorted().toList();
    }
  }

  @Test
  void trainsTestsAndLeavesEverythingInItsDirectory() throws IOException {
    Outcome outcome = run(yaml);
    assertThat(runs()).containsExactly(outcome.directory());
    RunRecord record = RunDirectory.read(outcome.directory());
    assertThat(record.state()).isEqualTo(RunState.COMPLETE);
    assertThat(record.ended()).isNotNull();
    Provenance made = requireNonNull(record.provenance());
    assertThat(made.data().samples()).isEqualTo(Map.of("train", 8, "val", 8, "test", 8));
    assertThat(made.environment().engine()).startsWith("PyTorch 2.");
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
            "checkpoints/last.safetensors",
            "checkpoints/best.safetensors")) {
      assertThat(outcome.directory().resolve(file)).isRegularFile();
    }
    assertThat(Files.readString(outcome.directory().resolve("metrics.jsonl")))
        .contains("\"kind\":\"train\"", "\"kind\":\"val\"", "\"kind\":\"test\"");
    assertThat(outcome.table()).contains("protocol default", "weights: random", "always");
    assertThat(said)
        .contains("chosen: task=segmentation", "run directory: " + outcome.directory())
        .anyMatch(line -> line.startsWith("device: cpu"))
        .anyMatch(line -> line.contains("encoder weights: random"));
  }

  @Test
  void namesTheVersionOfTheDataSetInAllResults() throws IOException {
    Outcome outcome = run(yaml.replace("n_epochs: 2", "n_epochs: 1"));
    Path directory = outcome.directory();
    List<String> csv = Files.readAllLines(directory.resolve("results.csv"));
    int column = List.of(csv.get(0).split(",", -1)).indexOf("dataset_version");

    assertThat(csv.subList(1, csv.size()))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.split(",", -1)[column]).isEqualTo("3"));
    assertThat(outcome.table()).contains("test split of toy (version 3), 8 samples");
    assertThat(Files.readString(directory.resolve("results.txt"))).isEqualTo(outcome.table());
    assertThat(Files.readString(directory.resolve("results.md")))
        .contains("- dataset_version: 3\n");
    assertThat(requireNonNull(RunDirectory.read(directory).provenance()).data().version())
        .isEqualTo(ToyDataset.VERSION);
  }

  @Test
  void testsTheBestWeightsUnlessTheFinalOnesAreAskedFor() throws IOException {
    String last = yaml.replace("use_final_ckpt: false", "use_final_ckpt: true");
    Outcome trained = run(last);
    Outcome untrained =
        run(yaml.replace("n_epochs: 2", "n_epochs: 1").replace("lr: 0.01", "lr: 1.0e-9"));
    assertThat(scores(untrained)).as("both weights tell").isNotEqualTo(scores(trained));
    // A run whose best weights are others than its last ones, whatever training makes of them.
    Files.copy(
        checkpoint(untrained, "best"),
        checkpoint(trained, "best"),
        StandardCopyOption.REPLACE_EXISTING);
    String test = "ckpt_dir: " + trained.directory();

    Outcome best = run(yaml.replace("train: true", "train: false").replace("ckpt_dir: null", test));
    Outcome end = run(last.replace("train: true", "train: false").replace("ckpt_dir: null", test));

    assertThat(trained.table()).contains(", last (epoch 2)");
    assertThat(untrained.table()).contains(", best (epoch 1)");
    assertThat(best.table()).isEqualTo(untrained.table());
    assertThat(scores(best)).isEqualTo(scores(untrained));
    assertThat(end.table()).isEqualTo(trained.table());
    assertThat(scores(end)).isEqualTo(scores(trained));
  }

  /** What the test of a run found, in full precision. */
  private static String scores(Outcome outcome) throws IOException {
    List<String> log = Files.readAllLines(outcome.directory().resolve("metrics.jsonl"));
    return log.stream()
        .filter(line -> line.contains("\"kind\":\"test\""))
        .findFirst()
        .orElseThrow();
  }

  private static Path checkpoint(Outcome outcome, String name) {
    return outcome.directory().resolve("checkpoints/" + name + ".safetensors");
  }

  @Test
  void movesTheBatchStatisticsOfAFrozenEncoderOnlyInFrozenModeTrain() throws IOException {
    String frozen =
        yaml.replace("finetune: true", "finetune: false").replace("n_epochs: 2", "n_epochs: 1");
    for (FrozenMode mode : FrozenMode.values()) {
      Outcome outcome =
          run(
              frozen.replace(
                  "frozen_mode: eval", "frozen_mode: " + mode.name().toLowerCase(Locale.ROOT)));
      try (TensorFile weights = TensorFile.open(checkpoint(outcome, "last"))) {
        float[] means = weights.floats("encoder.norm.running_mean");
        float[] initial = new float[means.length];

        assertThat(Arrays.equals(means, initial)).isEqualTo(mode == FrozenMode.EVAL);
      }
    }
  }

  @Test
  void computesWithAsManyThreadsAsItIsAskedTo() throws IOException {
    int before = TorchThreads.current().intraOp();
    try {
      for (int threads : new int[] {3, 1}) {
        run(yaml.replace("resume: false", "resume: false\ndeterministic_threads: " + threads));
        assertThat(TorchThreads.current().intraOp()).isEqualTo(threads);
        Path newest = runs().get(runs().size() - 1);
        assertThat(requireNonNull(RunDirectory.read(newest).provenance()).threads())
            .isEqualTo(new Threads(threads, TorchThreads.current().interOp(), 1, 1, threads));
      }
    } finally {
      TorchThreads.fix(before);
    }
    assertThat(runs()).hasSize(2);
    assertThat(RunDirectory.read(runs().get(0)).fingerprint())
        .isEqualTo(RunDirectory.read(runs().get(1)).fingerprint());
  }

  @Test
  void acceptsTheWandbKeyAndSaysWhatIsWrittenInstead() {
    Outcome quiet = run(yaml);
    assertThat(said).noneMatch(line -> line.contains("wandb"));
    String asked = yaml.replace("eval_before_training", "use_wandb: true, eval_before_training");
    run(asked.replace("resume: false", "resume: true"));
    assertThat(said)
        .as("it changes no result, so the run is complete already")
        .contains("this run is complete already: " + quiet.directory())
        .anyMatch(line -> line.matches("use_wandb=true: nothing is sent .* metrics.jsonl.*"));
    said.clear();
    run(yaml.replace("use_final_ckpt", "use_wandb: true\nuse_final_ckpt"));
    assertThat(said).anyMatch(line -> line.contains("use_wandb=true"));
  }

  @Test
  void printsTheTableOfACompleteRunInsteadOfDoingItAgain() throws IOException {
    Outcome first = run(yaml);
    Outcome second = run(yaml.replace("resume: false", "resume: true"));
    assertThat(second).isEqualTo(first);
    assertThat(runs()).hasSize(1);
    assertThat(said).contains("this run is complete already: " + first.directory());
  }

  @Test
  void goesOnInTheSameDirectoryAfterAnInterrupt() throws IOException {
    assertThatThrownBy(() -> run(yaml, stop::request))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
    Path directory = runs().get(0);
    assertThat(RunDirectory.read(directory).state()).isEqualTo(RunState.INTERRUPTED);

    ExperimentTest later = new ExperimentTest();
    later.work = work;
    Outcome outcome = later.run(yaml.replace("resume: false", "resume: true"));
    assertThat(outcome.directory()).isEqualTo(directory);
    assertThat(RunDirectory.read(directory).state()).isEqualTo(RunState.COMPLETE);
    assertThat(RunDirectory.read(directory).starts()).isEqualTo(2);
    assertThat(later.said).contains("resuming after 0 epochs and 1 batches");
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
  void testsAnEarlierRunWithoutTrainingAgain() throws IOException {
    Outcome trained = run(yaml);
    Outcome tested =
        run(
            yaml.replace("train: true", "train: false")
                .replace("ckpt_dir: null", "ckpt_dir: " + trained.directory())
                .replace("test_batch_size: 2", "test_batch_size: 3"));
    assertThat(tested.directory()).isNotEqualTo(trained.directory());
    assertThat(tested.table()).isEqualTo(trained.table());
    assertThat(tested.directory().resolve("checkpoints")).doesNotExist();
  }

  @Test
  void makesTheLossBeforeThereIsARunAndOnlyToTrain() throws IOException {
    String weighted =
        "criterion: {_target_: weighted_cross_entropy, weights: %s, label_smoothing: 0}";
    String cross = "criterion: {_target_: cross_entropy}";
    String wrong = yaml.replace(cross, String.format(Locale.ROOT, weighted, "[1, 2, 3]"));
    assertThatThrownBy(() -> run(wrong)).hasMessageContaining("3 numbers for 2 classes");
    assertThat(runs()).isEmpty();

    Outcome counted = run(yaml.replace(cross, String.format(Locale.ROOT, weighted, "null")));

    Outcome tested =
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
            List.of("seed=1", "encoder.encoder_weights=nowhere/my toy.pth"),
            folder -> {});
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
        .hasMessageContaining("get them: `java -jar bench.jar fetch weights toy`\n");
    assertThatThrownBy(() -> check(config))
        .hasMessageContaining("get them: save https://example.org/toy.pth as ");
    assertThatThrownBy(() -> run(config.replace("https://example.org/toy.pth", "null")))
        .hasMessageContaining("no address is known where a program could fetch them");
    assertThat(runs()).isEmpty();
  }

  @Test
  void startsFromTheEncoderOfAnEarlierRun() throws IOException {
    Path checkpoints = run(yaml).directory().resolve("checkpoints");
    for (String name : List.of("best.safetensors", "last.safetensors")) {
      String weights = checkpoints.resolve(name).toString();
      Path next =
          run(yaml.replace("encoder_weights: null", "encoder_weights: " + weights)).directory();
      assertThat(said).anyMatch(line -> line.startsWith("  'encoder.' was taken off the names; "));
      Provenance made = requireNonNull(RunDirectory.read(next).provenance());
      assertThat(requireNonNull(made.weights()).prefix()).isEqualTo("encoder.");
      said.clear();
    }
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

  private String check(String config) {
    RunRequest request = new RunRequest(ToyParts.config(config), Map.of(), List.of(), folder -> {});
    return new Check(ToyParts.components(), ProgressListener.silent()).run(request);
  }

  @Test
  void checkTellsWhatItFoundAndWritesNothing() throws IOException {
    assertThat(check(yaml))
        .contains("train 8, val 8, test 8", "land 5", "water ", "weights: random")
        .containsPattern("one batch through the model: logits \\(4, 2, 8, 8\\), loss \\d\\.\\d{4}")
        .contains("everything fits");
    assertThat(runs()).isEmpty();
  }

  @Test
  void checkGivesTheSharesOfEachSplitAndOfWhatHasNoData() {
    assertThat(check(yaml))
        .containsPattern("(?m)^  train: labels: land 5.*; ignored 0.00 % of all pixels$")
        .containsPattern("(?m)^  test: labels: land ")
        .containsPattern("(?m)^  without data: optical 0.00 %$");
  }

  @Test
  void checkNamesTheSplitsWithoutAnyLabelledPixel() {
    assertThatThrownBy(() -> check(yaml.replace("only_label: null", "only_label: -1")))
        .isInstanceOfSatisfying(
            BenchException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.DATA);
              assertThat(e.problems()).extracting(Problem::id).containsOnly("AllPixelsIgnored");
            })
        .hasMessageContaining(
            "nothing in the split train has a target that counts (ignored label -1")
        .hasMessageContaining("nothing in the split test has");
  }

  @Test
  void checkReportsEverySampleWithALabelThatIsNoClassTogetherWithMissingWeights() {
    String config =
        yaml.replace("only_label: null", "only_label: 7")
            .replace("encoder_weights: null", "encoder_weights: nowhere/toy.pth");
    assertThatThrownBy(() -> check(config))
        .isInstanceOfSatisfying(
            BenchException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.DATA);
              assertThat(e.problems()).hasSize(25);
            })
        .hasMessageContaining("sample train-0 has label 7")
        .hasMessageContaining("sample test-7 has label 7")
        .hasMessageContaining("[Bench/MissingWeights]");
  }

  @Test
  void anEarlierRunIsTestedWithTheKeysItDeleted() throws IOException {
    Path directory = run(yaml).directory();
    Path record = directory.resolve("run.json");
    String text = Files.readString(record);
    Files.writeString(record, text.replace("\"encoder=toy\"", "\"encoder=toy\", \"~task.extra\""));
    assertThat(InheritedOverrides.arguments(List.of("train=false", "ckpt_dir=" + directory)))
        .containsExactly("encoder=toy", "~task.extra", "train=false", "ckpt_dir=" + directory);
  }

  @Test
  void anEarlierRunIsTestedWithItsOwnArgumentsUnlessOthersAreGivenNow() {
    Path directory = run(yaml).directory();
    List<String> given = List.of("train=false", "ckpt_dir=" + directory, "test_batch_size=3");
    assertThat(InheritedOverrides.arguments(given))
        .containsExactly(
            "encoder=toy", "train=false", "ckpt_dir=" + directory, "test_batch_size=3");
    assertThat(
            InheritedOverrides.arguments(
                List.of("train=false", "encoder=dofa", "ckpt_dir=" + directory)))
        .doesNotContain("encoder=toy");
    assertThat(InheritedOverrides.arguments(List.of("encoder=dofa", "--cfg", "job")))
        .containsExactly("encoder=dofa", "--cfg", "job");
    assertThatThrownBy(
            () -> InheritedOverrides.arguments(List.of("train=false", "ckpt_dir=" + work)))
        .hasMessageContaining("[Bench/NoRun]");
  }
}
