package org.eobench.cli.sweep;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.sweep.journal.Journal;
import org.eobench.cli.sweep.journal.JournalHistory;
import org.eobench.cli.sweep.machine.Host;

/** What a sweep writes into its journal about jobs, and what it knows of their times. */
final class JobJournal {
  private static final double MILLIS = 1000.0;

  private final Path sweep;
  private final Journal journal;
  private final List<Double> seconds = new ArrayList<>();

  /**
   * @param sweep directory of the sweep
   */
  JobJournal(Path sweep, Journal journal) {
    this.sweep = sweep;
    this.journal = journal;
    journal.history().ended().values().stream()
        .filter(end -> end.state().equals(JobOutcome.State.DONE.word()))
        .forEach(end -> seconds.add(end.time().toMillis() / MILLIS));
  }

  /** The event of a process that begins to work on a sweep. */
  static ObjectNode opened(int jobsAtOnce) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("event", "opened")
        .put("host", Host.name())
        .put("pid", ProcessHandle.current().pid())
        .put("jobs_at_once", jobsAtOnce);
  }

  void started(SweepJob job, long pid, Instant start) {
    journal.write(
        event("started", job)
            .put("host", Host.name())
            .put("pid", pid)
            .put("process_start", start.toString()));
  }

  synchronized void ended(JobOutcome outcome, long peakBytes) {
    double time = outcome.time().toMillis() / MILLIS;
    ObjectNode event =
        event("ended", outcome.job())
            .put("state", outcome.state().word())
            .put("exit", outcome.exit())
            .put("seconds", time)
            .put("peak_bytes", peakBytes);
    Path run = outcome.run();
    event.put("run", run == null ? null : sweep.relativize(run).toString());
    if (!outcome.error().isEmpty()) {
      event.put("error", String.join("\n", outcome.error()));
    }
    journal.write(event);
    if (outcome.state() == JobOutcome.State.DONE) {
      seconds.add(time);
    }
  }

  private static ObjectNode event(String name, SweepJob job) {
    return JsonNodeFactory.instance.objectNode().put("event", name).put("job", job.number());
  }

  /** How long the last process of a job ran; zero if that is not known. */
  Duration earlierTime(SweepJob job) {
    JournalHistory.Ended end = journal.history().ended().get(job.number());
    return end == null ? Duration.ZERO : end.time();
  }

  /** Mean time of the jobs that are done; NaN before the first. */
  synchronized double meanSeconds() {
    return seconds.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
