package org.eobench.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.error.ExitCode;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.Test;

class SweepRunnerTest {
  private final List<Integer> started = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final StopSignal stop = new StopSignal();

  @Test
  void runsAllJobsInTheirOrder() {
    assertThat(run(false, 0, 0, 0)).isEqualTo(ExitCode.OK);
    assertThat(started).containsExactly(0, 1, 2);
    assertThat(lines).contains("  1  seed=1");
    assertThat(lines.get(lines.size() - 1)).startsWith("  2  done").endsWith("mIoU 2.0");
  }

  @Test
  void goesOnAfterAFailureAndSaysWhichLogToRead() {
    assertThat(run(false, 0, 4, 0)).isEqualTo(ExitCode.FAILURE);
    assertThat(started).containsExactly(0, 1, 2);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("  1  failed") && line.contains("exit code 4"))
        .anyMatch(line -> line.contains(Path.of("sweep", "1", "job.log").toString()));
  }

  @Test
  void stopsAtTheFirstFailureWhenAsked() {
    assertThat(run(true, 0, 4, 0)).isEqualTo(ExitCode.FAILURE);
    assertThat(started).containsExactly(0, 1);
    assertThat(lines.get(lines.size() - 1)).startsWith("  2  not started");
  }

  @Test
  void startsNothingMoreAfterAnInterrupt() {
    assertThat(run(false, 0, 143, 0)).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(started).containsExactly(0, 1);
  }

  private ExitCode run(boolean failFast, int... exits) {
    List<SweepJob> jobs = new ArrayList<>();
    for (int i = 0; i < exits.length; i++) {
      List<String> overrides = List.of("seed=" + i);
      jobs.add(new SweepJob(i, overrides, overrides, Path.of("sweep", String.valueOf(i))));
    }
    JobLauncher launcher =
        (job, signal) -> {
          started.add(job.number());
          if (exits[job.number()] == 143) {
            signal.request();
          }
          return exits[job.number()];
        };
    return new SweepRunner(launcher, lines::add, failFast)
        .run(jobs, stop, job -> "mIoU " + job.number() + ".0");
  }
}
