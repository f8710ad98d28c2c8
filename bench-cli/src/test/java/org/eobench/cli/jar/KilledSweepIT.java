package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that is killed leaves no job behind, and can be repeated at once. */
class KilledSweepIT {
  private static final int SECONDS = 120;
  @TempDir private Path temporary;

  @Test
  void itsJobsStopAndTheRepeatedSweepGoesOnFromThere() throws Exception {
    Path chips = ChipFiles.write(temporary.resolve("chips"));
    Path folder = Files.createDirectory(temporary.resolve("sweep"));
    List<String> arguments =
        TinyRun.onChips(
            chips,
            "-m",
            "--jobs",
            "2",
            "seed=1,2,3",
            "hydra.sweep.dir=out",
            "resume=true",
            "task.trainer.n_epochs=4",
            "task.trainer.ckpt_every_iterations=1",
            "task.trainer.log_interval=1");
    BenchProcess.Running sweep = BenchProcess.in(folder).start(arguments);
    Path log = awaitSteps(folder, sweep);
    Path run = Objects.requireNonNull(log.getParent());
    List<ProcessHandle> jobs = sweep.process().toHandle().children().toList();
    assertThat(jobs).hasSize(2);
    assertThat(run.resolve("run.lock"))
        .content()
        .isIn(jobs.stream().map(job -> String.valueOf(job.pid())).toList());
    sweep.process().destroyForcibly().waitFor();

    BenchProcess.Result repeated = BenchProcess.in(folder).run(arguments).succeeds();
    assertThat(jobs).as("the jobs of the killed sweep").noneMatch(ProcessHandle::isAlive);
    assertThat(run.resolve("run.log")).content().contains("was killed; stopping as on Ctrl-C");
    assertThat(repeated.out())
        .containsPattern("0  done .*seed=1")
        .containsPattern("1  done .*seed=2")
        .containsPattern("2  done .*seed=3");
    assertThat(run.resolve("run.json")).content().contains("COMPLETE", "\"starts\" : 2");
    for (String job : List.of("0", "1", "2")) {
      assertThat(named(folder.resolve("out").resolve(job), "run.json")).hasSize(1);
    }
    assertThat(named(folder, ".part")).as("files that are half written").isEmpty();
  }

  private static List<Path> named(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(end)).toList();
    }
  }

  private static Path awaitSteps(Path folder, BenchProcess.Running sweep)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end && sweep.process().isAlive()) {
      Path log = MetricLogs.withLines(folder, 1);
      if (log != null) {
        return log;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no job began:\n" + sweep.stdout() + sweep.stderr());
  }
}
