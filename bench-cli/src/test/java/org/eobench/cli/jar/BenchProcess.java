package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eobench.cli.BenchMain;
import org.eobench.core.error.ExitCode;

/**
 * Runs {@code java -jar bench.jar} as a user does: another process, in a folder of its own. Without
 * options of Java or a jar of its own it starts from a {@link ClassArchive}, as {@code ./bench}.
 */
public final class BenchProcess {
  private static final int SECONDS = 240;
  public static final Path ROOT = Path.of(System.getProperty("bench.root"));
  static final Path JAR = ROOT.resolve("bench.jar");

  private final Path folder;
  private final List<String> javaOptions = new ArrayList<>();
  private Path jar = JAR;

  private BenchProcess(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder the working directory
   */
  static BenchProcess in(Path folder) {
    return new BenchProcess(folder);
  }

  BenchProcess java(String option) {
    javaOptions.add(option);
    return this;
  }

  BenchProcess jar(Path other) {
    jar = other;
    return this;
  }

  /** Runs to the end, with another jar on the class path. */
  Result runBeside(Path other, List<String> arguments) {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-cp", jar + File.pathSeparator + other, BenchMain.class.getName()));
    command.addAll(arguments);
    return launch(command).await();
  }

  /** Runs to the end. */
  Result run(String... arguments) {
    return run(List.of(arguments));
  }

  /** Runs to the end. */
  Result run(List<String> arguments) {
    return start(arguments).await();
  }

  /** Starts and comes back at once. */
  Running start(List<String> arguments) {
    return launch(command(arguments));
  }

  /** Runs below a shell that first does {@code preparation}, such as {@code ulimit -f 100}. */
  Result runAfter(String preparation, List<String> arguments) {
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", preparation + "; exec \"$@\"", "bench"));
    command.addAll(command(arguments));
    return launch(command).await();
  }

  /**
   * As {@link #start}, for a process that receives Ctrl-C: a build that runs in the background
   * ignores SIGINT, and what it starts would inherit that.
   */
  Running startInterruptible(List<String> arguments) {
    String defaultSignal = "env --default-signal=INT";
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                String.format(
                    Locale.ROOT,
                    "if %1$s true; then exec %1$s \"$@\"; else exec \"$@\"; fi",
                    defaultSignal),
                "bench"));
    command.addAll(command(arguments));
    return launch(command);
  }

  /** The Java of the tests. */
  static List<String> java() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // Short-lived: the optimizing compiler would cost more than it saves.
    return List.of(java, "-Xmx2g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(java());
    if (javaOptions.isEmpty() && jar.equals(JAR)) {
      command.addAll(ClassArchive.options());
    }
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return command;
  }

  private Running launch(List<String> command) {
    try {
      Path out = Files.createTempFile(folder.getParent(), "stdout", ".txt");
      Path err = Files.createTempFile(folder.getParent(), "stderr", ".txt");
      ProcessBuilder program =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      // Two tests run at a time, and their models are too small to gain from a second thread.
      program.environment().putIfAbsent("OMP_NUM_THREADS", "1");
      Process process = program.start();
      return new Running(process, out, err, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process that was started. */
  record Running(Process process, Path out, Path err, Path folder) {
    Result await() {
      try {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
          throw new AssertionError(
              "still running after " + SECONDS + " s:\n" + stdout() + stderr());
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return new Result(process.exitValue(), stdout(), stderr(), folder);
    }

    String stdout() {
      return read(out);
    }

    String stderr() {
      return read(err);
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What a finished process left. */
  record Result(int exit, String out, String err, Path folder) {
    /** Asserts success. */
    Result succeeds() {
      assertThat(exit).as("exit code; it said:\n" + out + err).isZero();
      return this;
    }

    /**
     * Asserts a clean failure: the right exit code, a problem with its identifier, no stack trace,
     * no aborted virtual machine.
     */
    Result failsWith(ExitCode code, String... texts) {
      assertThat(exit).as("exit code; it said:\n" + out + err).isEqualTo(code.code());
      assertThat(err)
          .contains("[Bench/")
          .contains(texts)
          .doesNotContain("\tat ", "Exception in thread", "[Bench/Unexpected]");
      assertNoAbort();
      return this;
    }

    /** Asserts that the virtual machine was not aborted. */
    void assertNoAbort() {
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .noneMatch(name -> name.startsWith("hs_err"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      assertThat(out + err).doesNotContain("A fatal error has been detected");
    }
  }
}
