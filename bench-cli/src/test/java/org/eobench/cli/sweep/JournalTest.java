package org.eobench.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eobench.cli.sweep.journal.Journal;
import org.eobench.cli.sweep.journal.JournalHistory;
import org.eobench.cli.sweep.journal.PlannedSweep;
import org.eobench.cli.sweep.machine.Host;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir private Path sweep;

  private static final PlannedSweep PLANNED =
      new PlannedSweep(
          List.of("encoder=dofa_tiny", "seed=1,2"),
          List.of(new PlannedSweep.Job("seed=1", "f1"), new PlannedSweep.Job("seed=2", "f2")));

  @Test
  void remembersThePlanTheEndsAndTheProcessesWithoutAnEnd() {
    SweepJob first = Jobs.job(0, "seed=1", sweep.resolve("0"));
    SweepJob second = Jobs.job(1, "seed=2", sweep.resolve("1"));
    Instant start = Instant.parse("2026-11-30T08:00:00Z");
    try (Journal journal = Journal.open(sweep)) {
      journal.write(JobJournal.opened(2));
      journal.write(PLANNED.event());
      JobJournal jobs = new JobJournal(sweep, journal);
      jobs.started(first, 11, start);
      jobs.started(second, 12, start);
      JobOutcome.State done = JobOutcome.State.DONE;
      jobs.ended(new JobOutcome(first, done, Duration.ofMillis(1500), 0, List.of(), null), 1000);
    }
    JournalHistory history = Journal.read(sweep);
    assertThat(history.planned()).isEqualTo(PLANNED);
    assertThat(history.ended())
        .containsOnlyKeys(0)
        .containsValue(new JournalHistory.Ended("done", Duration.ofMillis(1500), 1000));
    assertThat(history.begun())
        .containsOnlyKeys(1)
        .containsValue(new JournalHistory.Begun(Host.name(), 12, "2026-11-30T08:00:00Z"));
    assertThat(history.writers()).containsExactly(ProcessHandle.current().pid());
  }

  @Test
  void aLineThatAKilledProcessLeftUnfinishedIsRemoved() throws IOException {
    try (Journal journal = Journal.open(sweep)) {
      journal.write(PLANNED.event());
    }
    Path file = sweep.resolve(Journal.NAME);
    Files.writeString(file, "{\"time\":\"2026-1", StandardOpenOption.APPEND);
    assertThat(Journal.read(sweep).planned()).isEqualTo(PLANNED);
    try (Journal journal = Journal.open(sweep)) {
      assertThat(journal.history().planned()).isEqualTo(PLANNED);
      journal.write(JobJournal.opened(1));
    }
    assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.endsWith("}"));
  }

  @Test
  void aLineThatIsNoEventIsNamed() throws IOException {
    Files.writeString(sweep.resolve(Journal.NAME), "{\"event\":\"opened\"}\nrubbish\n");
    assertThatThrownBy(() -> Journal.open(sweep))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/UnreadableJournal]")
        .hasMessageContaining("journal.jsonl, line 2");
  }

  @Test
  void twoSweepsNeverWorkInOneDirectory() {
    try (Journal journal = Journal.open(sweep)) {
      journal.write(JobJournal.opened(1));
      assertThatThrownBy(() -> Journal.open(sweep))
          .hasMessageContaining("[Bench/SweepIsBusy]")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    Journal.open(sweep).close();
  }

  @Test
  void anotherListOfJobsIsRefusedWithWhatChanged() {
    PlannedSweep longer =
        new PlannedSweep(
            List.of(),
            List.of(
                new PlannedSweep.Job("seed=1", "f1"),
                new PlannedSweep.Job("seed=3", "f3"),
                new PlannedSweep.Job("seed=4", "f4")));
    assertThatThrownBy(() -> PLANNED.requireSame(longer, sweep))
        .hasMessageContaining("[Bench/OtherSweep]")
        .hasMessageContaining("2 jobs then, 3 jobs now")
        .hasMessageContaining("job 1: seed=2 then, seed=3 now")
        .hasMessageContaining("--resume FOLDER");
    PlannedSweep other =
        new PlannedSweep(
            List.of(),
            List.of(new PlannedSweep.Job("seed=1", "x"), new PlannedSweep.Job("seed=2", "f2")));
    assertThatThrownBy(() -> PLANNED.requireSame(other, sweep))
        .hasMessageContaining("job 0 (seed=1): another configuration");
  }
}
