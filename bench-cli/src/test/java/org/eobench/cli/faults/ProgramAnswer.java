package org.eobench.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.failures.ErrorPrinter;
import org.eobench.cli.process.Interruption;
import org.eobench.cli.verbs.Verbs;
import org.eobench.core.error.ExitCode;
import org.eobench.core.plugin.PluginJars;
import org.slf4j.LoggerFactory;

/**
 * What the program answered to a command line, in this very process.
 *
 * @param exit the exit code
 * @param said everything that a user would have seen: answers, problems and log lines
 */
public record ProgramAnswer(int exit, String said) {
  /**
   * Runs a command line as {@code main} does, but does not end the process.
   *
   * @param scratch where the trace of an unexpected failure is kept
   * @param words the arguments of the program
   */
  public static ProgramAnswer to(List<String> words, PluginJars plugins, Path scratch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Logger log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    ExitCode code;
    try (Interruption interruption = Interruption.ofProcess()) {
      Verbs.Call call = Verbs.ofProgram().parse(words);
      code = call.verb().run(new Invocation(call.words(), plugins, out, interruption));
    } catch (RuntimeException | Error failure) {
      code = new ErrorPrinter(out, scratch).print(failure);
    } finally {
      log.detachAppender(lines);
    }
    String logged =
        lines.list.stream()
            .map(ILoggingEvent::getFormattedMessage)
            .collect(Collectors.joining("\n"));
    return new ProgramAnswer(code.code(), bytes.toString(StandardCharsets.UTF_8) + "\n" + logged);
  }

  /** As above, without plug-ins. */
  public static ProgramAnswer to(List<String> words, Path scratch) {
    return to(words, PluginJars.NONE, scratch);
  }

  /** Asserts that nothing was refused. */
  public ProgramAnswer fits() {
    assertThat(exit).as("exit code; it said:\n" + said).isZero();
    return this;
  }

  /** Asserts a clean refusal. */
  public ProgramAnswer refuses(String... texts) {
    assertThat(exit).as("exit code; it said:\n" + said).isNotZero();
    assertThat(said).contains("[Bench/");
    return says(texts).silentAbout("[Bench/Unexpected]");
  }

  public ProgramAnswer says(String... texts) {
    assertThat(said).contains(texts);
    return this;
  }

  /** Asserts that each regular expression is found. */
  public ProgramAnswer satisfies(String... patterns) {
    for (String pattern : patterns) {
      assertThat(said).containsPattern(pattern);
    }
    return this;
  }

  public ProgramAnswer silentAbout(String... texts) {
    assertThat(said).doesNotContain(texts);
    return this;
  }
}
