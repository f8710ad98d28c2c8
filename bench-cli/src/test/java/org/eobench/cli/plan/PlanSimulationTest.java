package org.eobench.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.report.runs.FoundRuns;
import org.eobench.report.runs.RunFolders;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many runs on several machines, of which some fail. The plan, the claims and the run directories
 * are real, the training is not. {@code -Dsimulation.runs=10000 -Dsimulation.folder=FOLDER} makes
 * it larger and keeps its files.
 */
class PlanSimulationTest {
  private static final int RUNS = Integer.getInteger("simulation.runs", 300);
  private static final int THREADS = 3;
  private static final int MOST_ROUNDS = 6;
  private static final int MINUTES = 60;

  @TempDir private Path temporary;
  private Path folder;
  private Path plan;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void chooseFolder() throws IOException {
    folder = Path.of(System.getProperty("simulation.folder", temporary.toString()));
    plan = Files.createDirectories(folder).resolve("plan.jsonl");
  }

  @AfterEach
  void leaveNoProcess() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void nothingIsLostAndNothingRunsTwice() throws Exception {
    PlanFile.write(plan, jobs(), Map.of());
    int rounds = 0;
    while (open().count() > 0) {
      assertThat(++rounds).as("rounds").isLessThanOrEqualTo(MOST_ROUNDS);
      round(rounds);
      SimulatedNode.outdate(plan, ""); // nobody is at work: any time may pass now
      runFailedLinesOnceMore();
    }

    Map<String, Integer> ends = new TreeMap<>();
    notes().forEach(note -> ends.merge(note.substring(note.indexOf(' ') + 1), 1, Integer::sum));
    System.getLogger("simulation").log(Level.INFO, "{0} rounds, attempts: {1}", rounds, ends);
    int failures = 0;
    for (SimulatedFailure kind : SimulatedFailure.values()) {
      assertThat(ends).as("each kind of failure happened").containsKey(kind.name());
      failures += ends.getOrDefault(kind.name(), 0);
    }
    assertThat(failures).isBetween(RUNS / 30, RUNS / 12);
    assertThat(ends.getOrDefault("ALREADY_COMPLETE", 0))
        .as("lines that were begun after their end: that of the killed process, if it had ended")
        .isLessThanOrEqualTo(1);
    for (PlanLine line : PlanFile.read(plan)) {
      requireOneCompleteRun(line);
    }
    List<String> complete = notes().stream().filter(note -> note.endsWith(" COMPLETE")).toList();
    assertThat(complete).as("lines that were trained to the end").doesNotHaveDuplicates();
    assertThat(complete.size())
        .as("one may be killed between the end of its run and its note")
        .isBetween(RUNS - 1, RUNS);

    FoundRuns found = RunFolders.read(List.of(folder.resolve("study")));
    assertThat(found.runs()).hasSize(RUNS);
    assertThat(found.leftOut()).isEmpty();
  }

  /** All machines work at the same time; in the first round, one of them is killed. */
  private void round(int number) throws Exception {
    Process process = start("process");
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String name = String.format(Locale.ROOT, "round%d-thread%d", number, i);
      threads.add(pool.submit(new SimulatedNode(plan, name, RUNS)::work));
    }
    if (number == 1) {
      killInTheMiddle(start("doomed"));
    }
    for (Future<?> thread : threads) {
      thread.get(MINUTES, TimeUnit.MINUTES);
    }
    pool.shutdown();
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private void killInTheMiddle(Process doomed) throws Exception {
    while (!Files.exists(folder.resolve("notes-doomed"))) {
      assertThat(doomed.isAlive()).as("was to be killed at work").isTrue();
      Thread.sleep(2);
    }
    doomed.destroyForcibly().waitFor();
  }

  /** As {@code --index K} does. */
  private void runFailedLinesOnceMore() {
    Claims claims = new Claims(plan, "user", null);
    SimulatedNode node = new SimulatedNode(plan, "user", RUNS);
    for (PlanLine line : PlanFile.read(plan)) {
      if (claims.ended(line.index()).filter("failed"::equals).isPresent()) {
        int exit = node.attempt(line);
        if (exit == 0) {
          claims.end(line.index(), "done", exit);
        }
      }
    }
  }

  private void requireOneCompleteRun(PlanLine line) throws IOException {
    List<RunRecord> records = new ArrayList<>();
    try (Stream<Path> runs = Files.list(line.directory())) {
      for (Path run : runs.filter(run -> Files.exists(run.resolve("run.json"))).toList()) {
        records.add(RunDirectory.read(run));
      }
    }
    assertThat(records).as(line.label()).hasSize(1);
    assertThat(records.get(0).state()).as(line.label()).isEqualTo(RunState.COMPLETE);
    assertThat(records.get(0).fingerprint()).isEqualTo(line.fingerprint());
  }

  /** The lines that are not done. */
  private Stream<PlanLine> open() {
    Claims claims = new Claims(plan, "user", null);
    return PlanFile.read(plan).stream()
        .filter(line -> claims.ended(line.index()).filter("done"::equals).isEmpty());
  }

  private List<SweepJob> jobs() {
    List<SyntheticRun> runs = SimulatedNode.runs(RUNS);
    return IntStream.range(0, RUNS)
        .mapToObj(
            line -> {
              Path directory = folder.resolve("study/" + line);
              String fingerprint = runs.get(line).fingerprint();
              List<String> label = List.of("line=" + line);
              return new SweepJob(
                  line, label, List.of("run"), directory, fingerprint, "cpu", false, null);
            })
        .toList();
  }

  private List<String> notes() throws IOException {
    List<String> notes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("notes")).toList()) {
        notes.addAll(Files.readAllLines(file));
      }
    }
    return notes;
  }

  private Process start(String name) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatedNode.class.getName(),
                plan.toString(),
                name,
                String.valueOf(RUNS))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    started.add(process);
    return process;
  }
}
