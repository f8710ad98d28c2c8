package org.eobench.core.parallel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Why a process failed, in a form that another process can report.
 *
 * @param exitCode the exit code of the failure
 * @param problems what a user can mend; empty if the failure is none of those
 * @param text the failure in one line
 */
record GroupFailure(ExitCode exitCode, List<Problem> problems, String text) {
  private static final JsonMapper JSON = new JsonMapper();

  GroupFailure {
    problems = List.copyOf(problems);
  }

  static GroupFailure of(Throwable why) {
    return why instanceof BenchException known
        ? new GroupFailure(known.exitCode(), known.problems(), known.toString())
        : new GroupFailure(ExitCode.FAILURE, List.of(), why.toString());
  }

  void write(Path file) {
    try {
      Files.writeString(file, JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException gone) {
      return; // The group has ended and its folder is removed, so nobody asks for a reason.
    }
  }

  static GroupFailure read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), GroupFailure.class);
    } catch (IOException unreadable) {
      return new GroupFailure(ExitCode.FAILURE, List.of(), "it left no reason");
    }
  }

  /**
   * The error to report.
   *
   * @param process the one that failed
   * @param log where its messages are
   */
  BenchException reported(int process, Path log) {
    if (!problems.isEmpty()) {
      return new BenchException(exitCode, problems);
    }
    return new BenchException(
        exitCode,
        Problem.of("WorkerFailed", "process " + process + " of the training failed: " + text)
            .at(log.toString())
            .next("read its messages there, or train on one device: `task.trainer.devices=1`"));
  }
}
