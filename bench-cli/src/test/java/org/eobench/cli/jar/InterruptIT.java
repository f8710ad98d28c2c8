package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are stopped half-way: by the user, and by the machine. */
class InterruptIT {
  private static final int SECONDS_TO_BEGIN = 120;
  private static final int EPOCHS = 8;
  @TempDir private Path temporary;
  private Path chips;

  @BeforeEach
  void writeChips() {
    chips = ChipFiles.write(temporary.resolve("chips"));
  }

  @Test
  void controlCStopsInGoodOrderAndTheRunCanGoOn() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("stopped"));
    BenchProcess.Running running = BenchProcess.in(folder).startInterruptible(arguments(500));
    awaitIterations(folder, 8, running);
    signal("INT", running);
    BenchProcess.Result result = running.await();
    result.failsWith(ExitCode.INTERRUPTED, "resume=true");
    Path run = RunIT.onlyRun(folder.resolve("runs"));
    assertThat(run.resolve("run.json")).content().contains("INTERRUPTED");
    assertThat(tensors(run)).isNotEmpty();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void aKilledRunThatIsResumedGivesTheSameBits() throws Exception {
    Path whole = Files.createDirectory(temporary.resolve("whole"));
    BenchProcess.in(whole).run(arguments(EPOCHS)).succeeds();

    Path killed = Files.createDirectory(temporary.resolve("killed"));
    BenchProcess.Running running = BenchProcess.in(killed).start(arguments(EPOCHS));
    awaitIterations(killed, 8, running);
    running.process().destroyForcibly().waitFor();
    assertThat(running.process().exitValue()).as("killed before its end").isEqualTo(137);
    BenchProcess.in(killed).run(arguments(EPOCHS, "resume=true")).succeeds();

    Path first = RunIT.onlyRun(whole.resolve("runs"));
    Path second = RunIT.onlyRun(killed.resolve("runs"));
    assertThat(second.resolve("run.json")).content().contains("\"starts\" : 2");
    Map<String, float[]> expected = tensors(first);
    assertThat(expected).hasSizeGreaterThan(30);
    Map<String, float[]> actual = tensors(second);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
    assertThat(losses(second)).isEqualTo(losses(first));
  }

  private List<String> arguments(int epochs, String... more) {
    List<String> arguments =
        TinyRun.onChips(
            chips, "task.trainer.ckpt_every_iterations=1", "task.trainer.log_interval=1");
    arguments.add("task.trainer.n_epochs=" + epochs);
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** Waits until the run has logged some iterations, which is after its first checkpoint. */
  private static void awaitIterations(Path folder, int count, BenchProcess.Running running)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_BEGIN);
    while (System.nanoTime() < end && running.process().isAlive()) {
      if (MetricLogs.withLines(folder, count) != null) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(
        "the run did not begin or ended at once:\n" + running.stdout() + running.stderr());
  }

  private static void signal(String name, BenchProcess.Running running)
      throws IOException, InterruptedException {
    String pid = String.valueOf(running.process().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  private static Map<String, float[]> tensors(Path run) {
    Map<String, float[]> values = new TreeMap<>();
    try (TensorFile file = TensorFile.open(run.resolve("checkpoints/last.safetensors"))) {
      for (TensorInfo tensor : file.tensors()) {
        values.put(tensor.name(), file.floats(tensor.name()));
      }
    }
    return values;
  }

  /** Iteration and loss of each training line; the lines also hold the speed, which differs. */
  private static List<String> losses(Path run) throws IOException {
    Pattern pattern = Pattern.compile("\"iteration\":\\d+,\"loss\":[^,}]+");
    List<String> losses =
        pattern
            .matcher(Files.readString(run.resolve("metrics.jsonl")))
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(losses).hasSize(EPOCHS * 3);
    return losses;
  }
}
