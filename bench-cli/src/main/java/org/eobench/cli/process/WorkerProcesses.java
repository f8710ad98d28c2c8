package org.eobench.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.parallel.Rank;
import org.eobench.core.parallel.WorkerLauncher;

/**
 * Starts this program again for a training on several devices. The new process knows its place from
 * a Java option, and ends with this one, see {@link ParentWatch}.
 */
public final class WorkerProcesses implements WorkerLauncher {
  private static final String NUMBER = "bench.worker.number";
  private static final String SIZE = "bench.worker.size";
  private static final String FOLDER = "bench.worker.folder";

  /** Whether another process has started this one to take part in its training. */
  public static boolean isWorker() {
    return System.getProperty(FOLDER) != null;
  }

  /** The place of this process, which another one has started. */
  public static Rank ofProcess() {
    return new Rank(
        Integer.parseInt(System.getProperty(NUMBER)),
        Integer.parseInt(System.getProperty(SIZE)),
        Path.of(System.getProperty(FOLDER)));
  }

  @Override
  public Process start(Rank rank, List<String> overrides, Path log) {
    List<String> options =
        List.of(
            "-D" + NUMBER + "=" + rank.number(),
            "-D" + SIZE + "=" + rank.size(),
            "-D" + FOLDER + "=" + rank.folder());
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(overrides);
    try {
      return new ProcessBuilder(ThisProgram.command(options, arguments))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
