package org.eobench.cli.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eobench.cli.sweep.JobEnd;
import org.eobench.cli.sweep.JobLauncher;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.cli.sweep.machine.ProcessMemory;
import org.eobench.core.run.directory.EarlierRuns;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.train.StopSignal;
import org.eobench.testing.runs.SyntheticRun;
import org.eobench.testing.runs.SyntheticRuns;

/**
 * A machine that works on a plan through the program's own claims; only its runs are simulated. A
 * machine that is lost is replaced by one of another name. Instead of waiting until its claim is
 * stale, the claim is made old.
 */
final class SimulatedNode implements JobLauncher {
  /** The time after which a claim without a sign of life is taken over. */
  static final Duration STALE_AFTER = Duration.ofMinutes(10);

  private static final int ATTEMPTS = 3;
  private static final int SEEDS = 5;

  private final Path plan;
  private final String name;
  private final List<SyntheticRun> runs;

  /**
   * @param name of the machine
   */
  SimulatedNode(Path plan, String name, int lines) {
    this.plan = plan;
    this.name = name;
    this.runs = runs(lines);
  }

  /** The simulated runs of a plan, in its order. */
  static List<SyntheticRun> runs(int lines) {
    return SyntheticRuns.many(lines, SEEDS).runs().subList(0, lines);
  }

  /** The end of a machine. */
  private static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Takes the plan, the name and the number of lines; a process of its own. */
  public static void main(String[] arguments) {
    new SimulatedNode(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[2])).work();
  }

  /** Runs lines until it finds none that it may take. */
  void work() {
    for (int life = 1; ; life++) {
      try {
        claimed(new Claims(plan, name + "-" + life, STALE_AFTER)).run();
        return;
      } catch (Lost machine) {
        // the next one takes its place
      }
    }
  }

  private ClaimedLines claimed(Claims claims) {
    return new ClaimedLines(
        PlanFile.read(plan),
        claims,
        new ClaimOptions(STALE_AFTER, ATTEMPTS, null),
        this,
        SimulatedNode::job,
        said -> {},
        new StopSignal());
  }

  private static SweepJob job(PlanLine line) {
    return new SweepJob(
        line.index(),
        List.of(line.label()),
        line.arguments(),
        line.directory(),
        line.fingerprint(),
        "cpu",
        false,
        null);
  }

  @Override
  public JobEnd run(SweepJob job, Map<String, String> environment, StopSignal stop, Watch watch) {
    int exit = attempt(job.number(), job.directory(), job.fingerprint());
    return new JobEnd(exit, false, List.of(), ProcessMemory.UNKNOWN);
  }

  /** Runs a line whoever has claimed it; returns the exit code. */
  int attempt(PlanLine line) {
    try {
      return attempt(line.index(), line.directory(), line.fingerprint());
    } catch (Lost machine) {
      return SimulatedFailure.NODE_LOST.exit();
    }
  }

  /** One process of a line: leaves the directory and ends as {@code run … resume=true} does. */
  private int attempt(int line, Path directory, String fingerprint) {
    Optional<Path> earlier = EarlierRuns.newest(directory, fingerprint, said -> {});
    Optional<RunRecord> record = earlier.map(RunDirectory::read);
    if (record.isPresent() && record.get().state() == RunState.COMPLETE) {
      note(line, "ALREADY_COMPLETE");
      return 0;
    }
    int attempt = record.map(RunRecord::starts).orElse(0) + 1;
    SimulatedFailure failure = SimulatedFailure.of(line, attempt);
    SyntheticRun run = runs.get(line);
    run.state(failure == null ? RunState.COMPLETE : failure.state());
    if (earlier.isPresent()) {
      run.resume(earlier.get());
    } else {
      run.write(directory);
    }
    note(line, failure == null ? "COMPLETE" : failure.name());
    if (failure == SimulatedFailure.NODE_LOST) {
      outdate(plan, String.format("%05d.claim.", line));
      throw new Lost();
    }
    return failure == null ? 0 : failure.exit();
  }

  /** Makes claims older than {@link #STALE_AFTER}, as if so much time had passed. */
  static void outdate(Path plan, String claims) {
    FileTime longAgo = FileTime.from(Instant.now().minus(STALE_AFTER.multipliedBy(2)));
    try (Stream<Path> files = Files.list(plan.resolveSibling(plan.getFileName() + ".claims"))) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(claims)).toList()) {
        Files.setLastModifiedTime(file, longAgo);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends what became of an attempt. */
  private void note(int line, String what) {
    try {
      Files.writeString(
          plan.resolveSibling("notes-" + name),
          line + " " + what + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
