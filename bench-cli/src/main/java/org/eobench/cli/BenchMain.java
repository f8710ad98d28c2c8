package org.eobench.cli;

import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.failures.ErrorPrinter;
import org.eobench.cli.plugins.PluginFolder;
import org.eobench.cli.process.Interruption;
import org.eobench.cli.process.OwnLibtorch;
import org.eobench.cli.process.ParentWatch;
import org.eobench.cli.terminal.ConsoleLog;
import org.eobench.cli.verbs.Verbs;
import org.eobench.core.error.ExitCode;
import org.eobench.core.plugin.PluginJars;

/**
 * The program: selects the verb, runs it, prints failures and exits with the right code.
 *
 * <p>What runs for {@code --help} has neither lambdas, streams nor regular expressions: the first
 * lambda of a process alone takes a tenth of the time of that answer.
 */
public final class BenchMain {
  private BenchMain() {}

  /** Runs {@code java -jar bench.jar ARGUMENTS}. */
  public static void main(String[] arguments) {
    System.setProperty(ConsoleLog.LEVEL, "INFO");
    exit(run(List.of(arguments)));
  }

  /** Exits the process after pending work has finished; the only place that does so. */
  private static void exit(ExitCode code) {
    System.exit(code.code());
  }

  /** Runs one command and prints its failure, if it fails. */
  static ExitCode run(List<String> arguments) {
    try (Interruption interruption = Interruption.ofProcess()) {
      try {
        if (ParentWatch.isWanted()) {
          ParentWatch.ofProcess(() -> exit(ExitCode.INTERRUPTED));
        }
        if (System.getenv(OwnLibtorch.PATH) != null) {
          OwnLibtorch.flavor(System::getenv)
              .ifPresent(flavor -> System.setProperty(OwnLibtorch.FLAVOR, flavor));
        }
        Verbs.Call call = Verbs.ofProgram().parse(arguments);
        PluginJars plugins = PluginFolder.ofProcess();
        ExitCode code =
            call.verb().run(new Invocation(call.words(), plugins, System.out, interruption));
        System.out.flush();
        return code;
      } catch (Throwable failure) { // main handles every failure
        return ErrorPrinter.ofProcess().print(failure);
      }
    }
  }
}
