package org.eobench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eobench.cli.jar.TinyRun;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.progress.TrainingStep;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.train.RunCancelled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs in one process: each gives the bits that it gives alone. */
class RepeatedRunsTest {
  /** Far more than a thread needs to call a method. */
  private static final int SECONDS_TO_CANCEL = 60;

  @TempDir private Path folder;

  private String[] tiny(String... more) {
    List<String> words =
        TinyRun.onQuickstart(
            "cache_dir=" + folder.resolve("cache"), "deterministic_threads=2", "finetune=true");
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private BenchOptions options() {
    return BenchOptions.defaults().directory(folder.resolve("runs"));
  }

  @Test
  void theSameRunGivesTheSameBitsAfterOthersInTheSameProcess() {
    RunResult first;
    RunResult again;
    RunResult elsewhere;
    try (Bench bench = Bench.open(options())) {
      first = bench.run(tiny());
      RunResult other = bench.run(tiny("seed=99", "decoder.channels=8"));
      assertThat(other.scores().values()).isNotEqualTo(first.scores().values());
      again = bench.run(tiny());
    }
    try (Bench bench = Bench.open(options())) {
      elsewhere = bench.run(tiny());
    }
    assertThat(again.directory()).isNotEqualTo(first.directory());
    for (RunResult repeated : List.of(again, elsewhere)) {
      assertThat(repeated.scores().fields()).isEqualTo(first.scores().fields());
      assertThat(weights(repeated)).isEqualTo(weights(first));
    }
  }

  /** Every tensor of the last checkpoint, optimizer state included, as bits. */
  private static Map<String, List<Integer>> weights(RunResult result) {
    Map<String, List<Integer>> bits = new LinkedHashMap<>();
    Path file = result.directory().resolve("checkpoints/last.safetensors");
    try (TensorFile tensors = TensorFile.open(file)) {
      for (var tensor : tensors.tensors()) {
        List<Integer> values = new ArrayList<>();
        for (float value : tensors.floats(tensor.name())) {
          values.add(Float.floatToRawIntBits(value));
        }
        bits.put(tensor.name(), values);
      }
    }
    assertThat(bits).hasSizeGreaterThan(20);
    return bits;
  }

  private static PreparedRun prepared(AtomicReference<@Nullable PreparedRun> run) {
    return Objects.requireNonNull(run.get());
  }

  @Test
  void anotherThreadCancelsARunWhichThenGoesOnAsIfItHadNeverStopped() {
    AtomicReference<@Nullable PreparedRun> running = new AtomicReference<>();
    CountDownLatch reached = new CountDownLatch(1);
    ProgressListener atTheSecondStep =
        new ProgressListener() {
          @Override
          public void step(TrainingStep step) {
            if (step.iteration() == 2) {
              reached.countDown();
              long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_CANCEL);
              while (!prepared(running).isCancelled() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
              }
            }
          }
        };
    RunResult whole;
    try (Bench bench = Bench.open(options())) {
      whole = bench.run(tiny("seed=5", "work_dir=" + folder.resolve("whole")));
    }
    Thread canceller =
        new Thread(
            () -> {
              try {
                reached.await();
                prepared(running).cancel();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    canceller.start();
    try (Bench bench = Bench.open(options().listener(atTheSecondStep))) {
      running.set(bench.prepare(tiny("seed=5")));
      assertThatThrownBy(() -> prepared(running).execute())
          .isInstanceOfSatisfying(
              RunCancelled.class,
              cancelled -> {
                assertThat(cancelled.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
                Path checkpoint = cancelled.checkpoint().orElseThrow();
                assertThat(checkpoint).isRegularFile();
                Path run =
                    Objects.requireNonNull(
                        Objects.requireNonNull(checkpoint.getParent()).getParent());
                assertThat(RunDirectory.read(run).state()).isEqualTo(RunState.INTERRUPTED);
                assertThat(Files.exists(run.resolve("results.txt"))).isFalse();
              });
    }
    try (Bench bench = Bench.open(options())) {
      RunResult resumed = bench.run(tiny("seed=5", "resume=true"));
      assertThat(resumed.scores().fields()).isEqualTo(whole.scores().fields());
      assertThat(weights(resumed)).isEqualTo(weights(whole));
    }
  }

  @Test
  void aCompleteRunIsReadBackAndOneWithoutJsonIsTestedOnceMore() throws Exception {
    List<String> said = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void message(String text) {
            said.add(text);
          }
        };
    try (Bench bench = Bench.open(options().listener(listener))) {
      RunResult trained = bench.run(tiny());
      RunResult read = bench.run(tiny("resume=true"));
      assertThat(said).contains("this run is already complete: " + trained.directory());
      assertThat(read.text()).isEqualTo(trained.text());

      Files.delete(trained.directory().resolve("results.json"));
      RunResult tested = bench.run(tiny("resume=true", "results=[txt]"));
      assertThat(tested.directory()).isEqualTo(trained.directory());
      assertThat(tested.scores().fields()).isEqualTo(trained.scores().fields());
      assertThat(tested.text()).isEqualTo(trained.text());
    }
  }
}
