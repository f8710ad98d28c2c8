package org.eobench.cli.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.cli.process.WorkerProcesses;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.parallel.WorkerLauncher;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.progress.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of two processes. */
@Timeout(600)
class DataParallelRunTest {
  private static final String LAST = "checkpoints/last.safetensors";

  @TempDir Path folder;

  /** A model with batch norms, all of which trains; a batch of five is shared as two and three. */
  private List<String> arguments(String work, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "experiment=quickstart",
                "dataset.img_size=32",
                "dataset.training_chips=12",
                "dataset.test_chips=2",
                "encoder.input_size=32",
                "optimizer=sgd",
                "optimizer.lr=0.01",
                "batch_size=5",
                "num_workers=1",
                "test_num_workers=0",
                "device=cpu",
                "deterministic_threads=1",
                "task.trainer.n_steps=20",
                "task.trainer.log_interval=1",
                "gallery=0",
                "results=[json]",
                "work_dir=" + folder.resolve(work),
                "cache_dir=" + folder.resolve("cache")));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static Path run(List<String> arguments, WorkerLauncher launcher, ProgressListener told) {
    BenchOptions options = BenchOptions.defaults().launcher(launcher).listener(told);
    try (Bench bench = Bench.open(options)) {
      return bench.run(arguments.toArray(String[]::new)).directory();
    }
  }

  private static Path run(List<String> arguments) {
    return run(arguments, new WorkerProcesses(), ProgressListener.silent());
  }

  private static Map<String, float[]> weights(Path run) {
    Map<String, float[]> values = new LinkedHashMap<>();
    try (TensorFile file = TensorFile.open(run.resolve(LAST))) {
      for (TensorInfo tensor : file.tensors()) {
        values.put(tensor.name(), file.floats(tensor.name()));
      }
    }
    return values;
  }

  @Test
  void twoProcessesLearnWhatOneLearns() throws IOException {
    List<String> one =
        arguments(
            "one",
            "criterion=weighted_cross_entropy",
            "task.trainer.clip_grad_norm=1",
            "task.trainer.accumulation=2");
    equal(one);
  }

  /** A loss that is no mean over pixels, and averages of the weights. */
  @Test
  void twoProcessesHaveTheLossOfTheWholeBatch() throws IOException {
    List<String> one =
        arguments(
            "whole",
            "criterion=dice",
            "criterion.over=batch",
            "task.trainer.ema_decay=0.9",
            "task.trainer.n_steps=3");
    equal(one);
  }

  private void equal(List<String> arguments) throws IOException {
    Path one = run(arguments);
    List<String> shared = new ArrayList<>(arguments);
    shared.add("task.trainer.devices=2");
    shared.add("work_dir=" + folder.resolve("shared"));
    Path two = run(shared);

    Map<String, float[]> expected = weights(one);
    Map<String, float[]> actual = weights(two);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    assertThat(expected.keySet()).anyMatch(name -> name.endsWith("running_var"));
    expected.forEach(
        (name, values) -> {
          float[] others = Objects.requireNonNull(actual.get(name));
          for (int i = 0; i < values.length; i++) {
            assertThat(others[i]).as(name).isCloseTo(values[i], within(1e-5f));
          }
        });
    assertThat(Files.readString(two.resolve("run.json"))).contains("\"2 x cpu\"");
    assertThat(Files.readString(one.resolve("run.json"))).doesNotContain(" x cpu");
  }

  @Test
  void aKilledProcessEndsTheRunWhichResumes() {
    String[] keys = {
      "task.trainer.devices=2",
      "task.trainer.n_steps=6",
      "task.trainer.ckpt_every_iterations=2",
      "optimizer=adamw"
    };
    Path whole = run(arguments("whole", keys));
    List<Process> started = new ArrayList<>();
    WorkerProcesses processes = new WorkerProcesses();
    ProgressListener killer =
        new ProgressListener() {
          @Override
          public void step(TrainingStep step) {
            if (step.iteration() == 3) {
              started.get(0).destroyForcibly();
            }
          }
        };
    WorkerLauncher remembered =
        (rank, overrides, log) -> {
          started.add(processes.start(rank, overrides, log));
          return started.get(0);
        };
    List<String> killed = arguments("killed", keys);
    assertThatThrownBy(() -> run(killed, remembered, killer))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/WorkerDied] process 1 of the 2 that train together")
        .hasMessageContaining("signal 9")
        .hasMessageContaining("resume=true")
        .hasMessageContaining("worker_1.log");

    List<String> again = new ArrayList<>(killed);
    again.add("resume=true");
    Map<String, float[]> resumed = weights(run(again));
    Map<String, float[]> expected = weights(whole);
    assertThat(resumed.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) ->
            assertThat(Objects.requireNonNull(resumed.get(name))).as(name).isEqualTo(values));
  }

  @Test
  void aProcessWithOtherArgumentsIsRefused() {
    WorkerProcesses processes = new WorkerProcesses();
    WorkerLauncher other =
        (rank, overrides, log) -> {
          List<String> changed = new ArrayList<>(overrides);
          changed.add("seed=9");
          return processes.start(rank, changed, log);
        };
    List<String> arguments = arguments("other", "task.trainer.devices=2");
    assertThatThrownBy(() -> run(arguments, other, ProgressListener.silent()))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/OtherRun]");
  }

  @Test
  void theErrorOfAProcessIsThatOfTheRun() {
    WorkerProcesses processes = new WorkerProcesses();
    WorkerLauncher failing =
        (rank, overrides, log) -> {
          List<String> changed = new ArrayList<>(overrides);
          changed.add("encoder.input_size=-3");
          return processes.start(rank, changed, log);
        };
    List<String> arguments = arguments("failing", "task.trainer.devices=2");
    assertThatThrownBy(() -> run(arguments, failing, ProgressListener.silent()))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("encoder.input_size");
  }

  @Test
  void refusesWhatCannotBeShared() {
    refused("batch_size=1", "task.trainer.devices=2 share each batch, so batch_size=1");
    refused("task.trainer.precision=fp16", "devices above 1 works with precision=fp32");
    refused("feature_cache=require", "share each batch, and none has all features");
    assertThatThrownBy(
            () -> {
              try (Bench library = Bench.open()) {
                List<String> arguments = arguments("library", "task.trainer.devices=2");
                library.run(arguments.toArray(String[]::new));
              }
            })
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("java -jar bench.jar");
  }

  private void refused(String override, String why) {
    List<String> arguments =
        arguments("refused", "task.trainer.devices=2", "finetune=false", override);
    assertThatThrownBy(() -> run(arguments))
        .as(override)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(why);
  }
}
