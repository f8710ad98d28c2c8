package org.eobench.core.parallel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The processes that the leading process of a training has started. Closing it ends the group and
 * waits for them.
 */
public final class Workers implements Peers, AutoCloseable {
  private static final int SECONDS_TO_END = 20;

  private final GroupFolder folder;
  private final Path logs;
  private final List<Process> processes = new ArrayList<>();
  private final ProcessGroup group;

  /**
   * Starts all processes but this one.
   *
   * @param size processes with this one
   * @param ops operators on the device of this process
   * @param logs folder of the files with their messages
   */
  public Workers(
      WorkerLauncher launcher, int size, List<String> overrides, TorchOps ops, Path logs) {
    this.logs = logs;
    this.folder = GroupFolder.create(size);
    this.group = new ProcessGroup(folder.rank(0, size), this, ops);
    try {
      for (int number = 1; number < size; number++) {
        processes.add(launcher.start(folder.rank(number, size), overrides, log(number)));
      }
    } catch (RuntimeException | Error failure) {
      close();
      throw failure;
    }
  }

  /** The group, in which this process leads. */
  public ProcessGroup group() {
    return group;
  }

  private Path log(int process) {
    return logs.resolve("worker_" + process + ".log");
  }

  @Override
  public void requireAlive() {
    for (int i = 0; i < processes.size(); i++) {
      if (!processes.get(i).isAlive()) {
        throw died(i + 1, processes.get(i).exitValue());
      }
    }
  }

  @Override
  public void failed(int process) {
    throw GroupFailure.read(group.rank().failure(process)).reported(process, log(process));
  }

  private BenchException died(int process, int exit) {
    return new BenchException(
        ExitCode.FAILURE,
        Problem.of(
                "WorkerDied",
                String.format(
                    Locale.ROOT,
                    "process %d of the %d that train together ended with exit code %d%s",
                    process,
                    group.rank().size(),
                    exit,
                    exit > 128 ? ", as if it was killed (signal " + (exit - 128) + ")" : ""))
            .at(log(process).toString())
            .expecting("memory for a model and its part of each batch in every process")
            .next(
                "run the same command again with `resume=true`, which goes on from the last"
                    + " checkpoint; if memory was short, with a smaller `batch_size` or"
                    + " `task.trainer.devices=1`"));
  }

  @Override
  public void close() {
    group.close();
    try {
      for (Process process : processes) {
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        process.getOutputStream().close();
      }
    } catch (InterruptedException e) {
      processes.forEach(Process::destroyForcibly);
      Thread.currentThread().interrupt();
    } catch (IOException alreadyClosed) {
      // It has ended, which is all that is wanted.
    } finally {
      folder.close();
    }
  }
}
