package org.eobench.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eobench.cli.sweep.journal.Journal;
import org.eobench.cli.sweep.machine.ProcessMemory;
import org.eobench.core.error.ExitCode;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepRunnerTest {
  private static final long GIB = 1L << 30;
  private static final int SECONDS = 30;

  @TempDir private Path sweep;
  private final List<Integer> started = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> environments = new CopyOnWriteArrayList<>();
  private final StopSignal stop = new StopSignal();

  @Test
  void runsAllJobsInTheirOrder() throws IOException {
    List<JobOutcome> outcomes = run(false, 0, 0, 0);
    assertThat(SweepRunner.code(outcomes)).isEqualTo(ExitCode.OK);
    assertThat(started).containsExactly(0, 1, 2);
    assertThat(SweepSummary.table(outcomes, job -> "mIoU " + job.number() + ".0"))
        .last()
        .asString()
        .startsWith("  2  done")
        .endsWith("mIoU 2.0");
    assertThat(Files.readAllLines(sweep.resolve(Journal.NAME)))
        .hasSize(6)
        .anyMatch(line -> line.contains("\"event\":\"started\",\"job\":2"))
        .anyMatch(
            line -> line.contains("\"event\":\"ended\",\"job\":2,\"state\":\"done\",\"exit\":0"));
  }

  @Test
  void goesOnAfterAFailureAndShowsTheErrorOfTheJob() {
    List<JobOutcome> outcomes = run(false, 0, 4, 0);
    assertThat(SweepRunner.code(outcomes)).isEqualTo(ExitCode.FAILURE);
    assertThat(started).containsExactly(0, 1, 2);
    assertThat(SweepSummary.table(outcomes, job -> ""))
        .anyMatch(line -> line.startsWith("  1  failed") && line.contains("exit code 4"));
    assertThat(SweepSummary.errors(outcomes))
        .contains("  [Bench/NoData] job 1 has no data")
        .anyMatch(line -> line.contains(sweep.resolve("1").resolve("job.log").toString()));
    assertThat(SweepSummary.next(outcomes, sweep))
        .last()
        .asString()
        .contains("1 of 3 jobs", "--resume " + sweep);
  }

  @Test
  void stopsAtTheFirstFailureWhenAsked() {
    List<JobOutcome> outcomes = run(true, 0, 4, 0);
    assertThat(SweepRunner.code(outcomes)).isEqualTo(ExitCode.FAILURE);
    assertThat(started).containsExactly(0, 1);
    assertThat(outcomes.get(2).state()).isEqualTo(JobOutcome.State.NOT_STARTED);
  }

  @Test
  void startsNothingMoreAfterAnInterrupt() {
    List<JobOutcome> outcomes = run(false, 0, 143, 0);
    assertThat(SweepRunner.code(outcomes)).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(started).containsExactly(0, 1);
  }

  @Test
  void startsNoProcessForACompleteJobAndResumesAPartialOne() throws IOException {
    List<SweepJob> jobs = jobs(3);
    Jobs.run(jobs.get(0), "COMPLETE", 1);
    Jobs.run(jobs.get(1), "RUNNING", 1);
    List<List<String>> arguments = new CopyOnWriteArrayList<>();
    JobLauncher launcher =
        (job, environment, signal, watch) -> {
          arguments.add(job.arguments());
          return end(0);
        };
    List<JobOutcome> outcomes;
    try (Journal journal = Journal.open(sweep)) {
      outcomes = runner(launcher, journal, 1, false, free(GIB)).run(jobs, true);
    }
    assertThat(outcomes)
        .extracting(JobOutcome::state)
        .containsExactly(
            JobOutcome.State.DONE_BEFORE, JobOutcome.State.DONE, JobOutcome.State.DONE);
    assertThat(arguments)
        .containsExactly(List.of("run", "seed=1", "resume=true"), List.of("run", "seed=2"));
  }

  @Test
  void completeJobsTakeNoTime() throws IOException {
    List<SweepJob> jobs = jobs(4);
    for (int done : new int[] {0, 2, 3}) {
      Jobs.run(jobs.get(done), "COMPLETE", 1);
    }
    Files.createDirectories(sweep);
    Files.writeString(
        sweep.resolve(Journal.NAME),
        "{\"event\":\"ended\",\"job\":0,\"state\":\"done\",\"seconds\":40}\n");
    JobLauncher launcher = (job, environment, signal, watch) -> end(0);
    try (Journal journal = Journal.open(sweep)) {
      runner(launcher, journal, 1, false, free(GIB)).run(jobs, true);
    }
    assertThat(lines)
        .contains("job 0: done before; 1 of 4 jobs have ended, about 40 s left")
        .contains("job 2: done before; 3 of 4 jobs have ended");
  }

  @Test
  void argumentsThatAreWrongFailAgain() {
    assertThat(SweepSummary.next(run(false, 0, 3), sweep)).last().asString().contains("new sweep");
    assertThat(SweepSummary.next(run(false, 0, 4), sweep))
        .noneMatch(line -> line.contains("new sweep"));
  }

  @Test
  void runsAnotherConfigurationInTheSameDirectoryAgain() throws IOException {
    List<SweepJob> jobs = jobs(1);
    Jobs.run(Jobs.job(0, "seed=7", jobs.get(0).directory()), "COMPLETE", 1);
    try (Journal journal = Journal.open(sweep)) {
      JobLauncher launcher = (job, environment, signal, watch) -> end(0);
      assertThat(runner(launcher, journal, 1, false, free(GIB)).run(jobs, true))
          .extracting(JobOutcome::state)
          .containsExactly(JobOutcome.State.DONE);
    }
  }

  @Test
  void runsTwoJobsAtOnceAndSharesTheMachine() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    JobLauncher launcher =
        (job, environment, signal, watch) -> {
          environments.add(environment);
          both.countDown();
          try {
            assertThat(both.await(SECONDS, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return end(0);
        };
    try (Journal journal = Journal.open(sweep)) {
      assertThat(runner(launcher, journal, 2, false, free(GIB)).run(jobs(2), false))
          .allMatch(JobOutcome::isDone);
    }
    assertThat(environments)
        .containsExactlyInAnyOrder(
            Map.of("OMP_NUM_THREADS", "4", "CUDA_VISIBLE_DEVICES", "5"),
            Map.of("OMP_NUM_THREADS", "4", "CUDA_VISIBLE_DEVICES", "7"));
  }

  @Test
  void waitsForMemoryThatTheLargestJobWouldNeed() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch secondMayStart = new CountDownLatch(1);
    JobLauncher launcher =
        (job, environment, signal, watch) -> {
          started.add(job.number());
          watch.memory(new ProcessMemory(3 * GIB, 3 * GIB));
          if (job.number() == 0) {
            await(secondMayStart); // it holds its memory until the guard has refused the other
          }
          return end(0);
        };
    MemoryGuard guard =
        new MemoryGuard(
            () -> {
              if (looks.incrementAndGet() > 1) {
                secondMayStart.countDown();
              }
              return OptionalLong.of(2 * GIB);
            },
            3 * GIB);
    try (Journal journal = Journal.open(sweep)) {
      SweepRunner runner =
          new SweepRunner(
              launcher,
              new PlainView(lines::add),
              new JobJournal(sweep, journal),
              slots(2),
              guard,
              false,
              stop);
      assertThat(runner.run(jobs(2), false)).allMatch(JobOutcome::isDone);
    }
    assertThat(started).containsExactly(0, 1);
    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("job 1 waits for memory: 2.0 GiB of memory are free")
                    && line.endsWith("the largest job so far took 3.0 GiB"));
  }

  @Test
  void aFailureOfTheSweepItselfStopsTheOthersAndIsReported() {
    JobLauncher launcher =
        (job, environment, signal, watch) -> {
          throw new UncheckedIOException(new IOException("no process"));
        };
    try (Journal journal = Journal.open(sweep)) {
      SweepRunner runner = runner(launcher, journal, 2, false, free(GIB));
      assertThatThrownBy(() -> runner.run(jobs(4), false)).hasMessageContaining("no process");
    }
    assertThat(stop.requested()).isTrue();
  }

  private List<JobOutcome> run(boolean failFast, int... exits) {
    JobLauncher launcher =
        (job, environment, signal, watch) -> {
          started.add(job.number());
          watch.started(4711, Instant.now());
          if (exits[job.number()] == 143) {
            signal.request();
          }
          return end(exits[job.number()], "[Bench/NoData] job " + job.number() + " has no data");
        };
    try (Journal journal = Journal.open(sweep)) {
      return runner(launcher, journal, 1, failFast, free(GIB)).run(jobs(exits.length), false);
    }
  }

  private SweepRunner runner(
      JobLauncher launcher, Journal journal, int atOnce, boolean failFast, MemoryGuard guard) {
    return new SweepRunner(
        launcher,
        new PlainView(lines::add),
        new JobJournal(sweep, journal),
        slots(atOnce),
        guard,
        failFast,
        stop);
  }

  private static Slots slots(int atOnce) {
    return new Slots(atOnce, 8, List.of("5", "7"), false);
  }

  private static MemoryGuard free(long bytes) {
    return new MemoryGuard(() -> OptionalLong.of(bytes), 0);
  }

  private static JobEnd end(int exit, String... error) {
    return new JobEnd(exit, false, exit == 0 ? List.of() : List.of(error), ProcessMemory.UNKNOWN);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<SweepJob> jobs(int count) {
    List<SweepJob> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jobs.add(Jobs.job(i, "seed=" + i, sweep.resolve(String.valueOf(i))));
    }
    return jobs;
  }
}
