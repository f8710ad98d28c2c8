package org.eobench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.cli.jar.TinyRun;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.TorchThreads;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.progress.TrainingStep;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.CheckReport;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir private Path folder;

  private BenchOptions options() {
    return BenchOptions.defaults().directory(folder.resolve("runs"));
  }

  /** Six chips, two epochs of three batches. */
  private String[] tiny(String... more) {
    List<String> words = TinyRun.onQuickstart("cache_dir=" + folder.resolve("cache"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void aRunReturnsItsScoresItsTableAndWhereItsFilesLie() throws IOException {
    RunResult result;
    try (Bench bench = Bench.open(options())) {
      result = bench.run(tiny("seed=3"));
    }
    assertThat(result.directory()).hasParent(folder.resolve("runs"));
    assertThat(result.score("mIoU")).isBetween(0.0, 1.0);
    assertThat(Files.readString(result.directory().resolve("metrics.jsonl")))
        .contains("\"kind\":\"test\"", "\"mIoU\":" + result.score("mIoU"));
    assertThat(Files.readString(result.directory().resolve("results.txt")))
        .isEqualTo(result.text());
    assertThat(result.scores().sheet().rows().stream().map(row -> row.name()))
        .contains("Not burned", "Burn scar", "mean");
    assertThat(result.scores().samples()).hasSize(2).allMatch(sample -> !sample.id().isEmpty());
    assertThat(result.facts().encoder()).isEqualTo("dofa_tiny");
    assertThat(result.facts().seed()).isEqualTo(3);
    assertThat(result.timings().training()).isPositive();
    assertThat(result.timings().total()).isGreaterThan(result.timings().training());
  }

  @Test
  void composesAndListsWithoutLoadingAPlugin() {
    try (Bench bench = Bench.open(options())) {
      Composition composition = bench.compose("experiment=quickstart", "seed=7");
      assertThat(composition.choices()).containsEntry("encoder", "dofa_tiny");
      assertThat(composition.yaml()).contains("\nseed: 7\n");
      assertThat(composition.job().selectText("work_dir"))
          .isEqualTo(folder.resolve("runs").toString());
      assertThat(
              bench.compose("experiment=quickstart", "work_dir=mine").job().selectText("work_dir"))
          .isEqualTo("mine");
      assertThat(bench.list("encoder")).contains("dofa", "dofa_tiny").isSorted();
      assertThat(bench.list("no_such_group")).isEmpty();
    }
  }

  @Test
  void aFolderOfConfigsIsSearchedFirst() throws IOException {
    Path encoders = Files.createDirectories(folder.resolve("mine/encoder"));
    Files.writeString(encoders.resolve("my_dofa.yaml"), "defaults: [dofa_tiny]\nembed_dim: 48\n");
    try (Bench bench = Bench.open(options().configs(folder.resolve("mine")))) {
      assertThat(bench.list("encoder")).contains("my_dofa", "dofa");
      assertThat(bench.compose("experiment=quickstart", "encoder=my_dofa").yaml())
          .contains("  embed_dim: 48\n");
    }
  }

  @Test
  void checksWithoutWritingARun() {
    try (Bench bench = Bench.open(options())) {
      CheckReport report = bench.check(tiny());
      assertThat(report.data()).contains("every sample read: train 5, val 1, test 2");
      assertThat(report.weights()).isEqualTo("random");
      assertThat(report.batch()).contains("one batch through the model", "loss");
      assertThat(report.text()).contains(report.data(), "everything fits");
    }
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void aFailureHasTheTextOfTheCommandLine() {
    String[] wrong = tiny("encoder.embed_dim=no", "decoder.channel=3");
    ProgramAnswer printed = ProgramAnswer.to(List.of(wrong), folder);
    try (Bench bench = Bench.open(BenchOptions.defaults())) {
      assertThatThrownBy(() -> bench.run(wrong))
          .isInstanceOfSatisfying(
              BenchException.class,
              failure -> {
                assertThat(failure.problems()).isNotEmpty();
                failure
                    .problems()
                    .forEach(problem -> assertThat(printed.said()).contains(problem.render()));
              });
    }
  }

  @Test
  void aListenerHearsEachStepEachValidationAndTheDirectory() {
    List<TrainingStep> steps = new ArrayList<>();
    List<Map<String, Double>> validations = new ArrayList<>();
    List<Path> directories = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void message(String text) {
            messages.add(text);
          }

          @Override
          public void directory(Path run) {
            directories.add(run);
          }

          @Override
          public void step(TrainingStep step) {
            steps.add(step);
          }

          @Override
          public void validated(int epoch, Map<String, Double> scores, boolean best) {
            assertThat(epoch).isEqualTo(validations.size() + 1);
            validations.add(scores);
          }
        };
    RunResult result;
    try (Bench bench = Bench.open(options().listener(listener))) {
      result = bench.run(tiny("task.trainer.eval_interval=1"));
    }
    assertThat(
            steps.stream().map(step -> step.epoch() + " " + step.batch() + " " + step.iteration()))
        .containsExactly("1 1 1", "1 2 2", "2 1 3", "2 2 4");
    assertThat(steps).allMatch(step -> Double.isFinite(step.loss()) && step.epochs() == 2);
    assertThat(validations).hasSize(2).allMatch(scores -> scores.containsKey("mIoU"));
    assertThat(directories).containsExactly(result.directory());
    assertThat(messages).anyMatch(text -> text.startsWith("device: cpu"));
  }

  @Test
  void printsNothingAndLeavesTheThreadAndTheProcessAsTheyWere() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream kept = new PrintStream(printed, true, StandardCharsets.UTF_8);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try (Bench bench = Bench.open(options())) {
      bench.run(tiny()); // loads the engine
      int threads = TorchThreads.current().intraOp();
      System.setOut(kept);
      System.setErr(kept);
      bench.run(tiny("seed=2", "deterministic_threads=" + (threads + 1)));
      assertThat(TorchThreads.current().intraOp()).isEqualTo(threads);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(context);
    assertThat(Thread.getAllStackTraces().keySet())
        .as("no reader outlives its run")
        .noneMatch(thread -> thread.getName().startsWith("loader"));
  }

  @Test
  void refusesToWorkOnceItIsClosed() {
    Bench bench = Bench.open(options());
    PreparedRun run = bench.prepare(tiny());
    bench.close();
    bench.close();
    assertThatThrownBy(() -> bench.compose("seed=1")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(run::execute)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this Bench is closed");
  }

  @Test
  void aSecondRunDoesNotBeginBeforeTheFirstHasEnded() throws InterruptedException {
    List<String> steps = Collections.synchronizedList(new ArrayList<>());
    ProgressListener second =
        new ProgressListener() {
          @Override
          public void step(TrainingStep step) {
            steps.add("second");
          }
        };
    PreparedRun later = Bench.open(options().listener(second)).prepare(tiny());
    Thread other = new Thread(later::execute, "second run");
    ProgressListener first =
        new ProgressListener() {
          @Override
          public void step(TrainingStep step) {
            if (step.iteration() == 1) {
              other.start();
              awaitLockOr(() -> steps.contains("second"), other);
            }
            steps.add("first");
          }
        };
    try (Bench bench = Bench.open(options().listener(first))) {
      bench.run(tiny("seed=2", "task.trainer.n_epochs=1"));
    }
    other.join();
    assertThat(steps).containsExactly("first", "first", "second", "second", "second", "second");
  }

  /** Until a thread waits for a lock, or has come further than it should. */
  private static void awaitLockOr(BooleanSupplier further, Thread thread) {
    while (thread.isAlive() && !further.getAsBoolean()) {
      boolean locking =
          Stream.of(thread.getStackTrace()).anyMatch(call -> call.getMethodName().equals("lock"));
      if (locking && thread.getState() == Thread.State.WAITING) {
        return;
      }
    }
  }

  @Test
  void twoThatRunAtATimeWaitForEachOtherAndGiveWhatEachGivesAlone() {
    try (Bench one = Bench.open(options());
        Bench two = Bench.open(options())) {
      String[] first = tiny("seed=1", "deterministic_threads=1");
      String[] second = tiny("seed=2", "decoder.channels=8");
      double aloneOne = one.run(first).score("mIoU");
      double aloneTwo = two.run(second).score("mIoU");
      CompletableFuture<RunResult> together = CompletableFuture.supplyAsync(() -> one.run(first));
      RunResult here = two.run(second);
      assertThat(together.join().score("mIoU")).isEqualTo(aloneOne);
      assertThat(here.score("mIoU")).isEqualTo(aloneTwo);
      assertThat(RunDirectory.read(here.directory()).state()).isEqualTo(RunState.COMPLETE);
    }
  }
}
