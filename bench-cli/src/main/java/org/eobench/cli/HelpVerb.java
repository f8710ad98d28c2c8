package org.eobench.cli;

import java.io.PrintStream;
import java.util.List;
import org.eobench.core.config.CommandLine;
import org.eobench.core.error.ExitCode;

/** {@code help}: what the program can do. */
final class HelpVerb implements Verb {
  private final List<Verb> verbs;

  /**
   * @param verbs all verbs, this one included by the time it runs
   */
  HelpVerb(List<Verb> verbs) {
    this.verbs = verbs;
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  public String summary() {
    return "show this text";
  }

  @Override
  public ExitCode run(Invocation invocation) {
    PrintStream out = invocation.out();
    out.println("EO Bench: one command from raw satellite files to a table of mIoU and F1.");
    out.println();
    out.println("usage: java -jar bench.jar [verb] [flags] group=option key.sub=value ...");
    out.println();
    out.println("Verbs");
    int width = verbs.stream().mapToInt(verb -> usage(verb).length()).max().orElse(0);
    for (Verb verb : verbs) {
      out.println("  " + padded(usage(verb), width) + "  " + verb.summary());
    }
    CommandLine line = CommandLine.parse(List.of("--help"));
    String configs = Configs.command(invocation.plugins()).answer(line);
    out.println();
    out.println(configs.substring(configs.indexOf("Groups")).stripTrailing());
    return ExitCode.OK;
  }

  private static String usage(Verb verb) {
    return (verb.name() + " " + verb.arguments()).strip();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
