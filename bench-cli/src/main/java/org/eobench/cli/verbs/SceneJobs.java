package org.eobench.cli.verbs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.process.ThisProgram;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** {@code predict --jobs N}: the same command in N processes, each with a part of the scenes. */
final class SceneJobs {
  static final String JOBS = "jobs";
  private static final int MOST = 64;
  private static final String THREADS = "OMP_NUM_THREADS";

  private SceneJobs() {}

  /** The number of processes that were asked for; 1 without the flag. */
  static int count(Flags flags) {
    String text = flags.value(JOBS);
    if (text == null) {
      return 1;
    }
    if (!text.matches("[1-9]\\d?") || Integer.parseInt(text) > MOST) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--" + JOBS + " cannot be " + text)
              .at("--" + JOBS)
              .expecting("a number of processes from 1 to " + MOST));
    }
    if (flags.has(ScenePart.FLAG)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "--jobs divides the scenes itself")
              .at("--" + ScenePart.FLAG)
              .next("leave out --jobs or --" + ScenePart.FLAG));
    }
    return Integer.parseInt(text);
  }

  /**
   * Runs the processes, whose messages are this one's, and waits for all of them.
   *
   * @return the first exit code of one that failed
   */
  static ExitCode run(Invocation invocation, int jobs) {
    // Ctrl-C reaches all processes of a terminal; this one waits for the others to stop.
    invocation.interruption().watch();
    List<Process> processes = new ArrayList<>();
    List<Thread> readers = new ArrayList<>();
    try {
      for (int number = 1; number <= jobs; number++) {
        Process process = start(invocation.words(), number, jobs);
        processes.add(process);
        Thread reader = new Thread(() -> copy(process, invocation.out()), "scenes-" + number);
        reader.start();
        readers.add(reader);
      }
      ExitCode worst = ExitCode.OK;
      for (Process process : processes) {
        int code = process.waitFor();
        if (worst == ExitCode.OK && code != 0) {
          worst = ExitCode.of(code);
        }
      }
      for (Thread reader : readers) {
        reader.join();
      }
      return worst;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } finally {
      processes.forEach(Process::destroy);
    }
  }

  private static Process start(List<String> words, int number, int jobs) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("predict"));
    boolean value = false;
    for (String word : words) {
      boolean jobsFlag = word.equals("--" + JOBS) || word.startsWith("--" + JOBS + "=");
      if (!value && !jobsFlag) {
        arguments.add(word);
      }
      value = word.equals("--" + JOBS);
    }
    arguments.add("--" + ScenePart.FLAG + "=" + number + "/" + jobs);
    ProcessBuilder program =
        new ProcessBuilder(ThisProgram.command(List.of(), arguments)).redirectErrorStream(true);
    int share = Math.max(1, Runtime.getRuntime().availableProcessors() / jobs);
    program.environment().putIfAbsent(THREADS, String.valueOf(share));
    return program.start();
  }

  /** Whole lines, so that those of two processes do not mix. */
  private static void copy(Process process, PrintStream out) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
      }
    } catch (IOException ended) {
      out.flush(); // it was stopped with this process
    }
  }
}
