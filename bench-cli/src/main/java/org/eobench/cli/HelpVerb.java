package org.eobench.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.error.ExitCode;

/** {@code help}: what the program can do. */
final class HelpVerb implements Verb {
  private final List<Verb> others;

  /**
   * @param others all other verbs
   */
  HelpVerb(List<Verb> others) {
    this.others = List.copyOf(others);
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
    return "show this text (--help also shows the config groups and their options)";
  }

  @Override
  public ExitCode run(Invocation invocation) {
    print(invocation.out());
    return ExitCode.OK;
  }

  private void print(PrintStream out) {
    out.println("EO Bench: one command from raw satellite files to a table of mIoU and F1.");
    out.println();
    out.println("  java -jar bench.jar [verb] [group=option …] [key.sub=value …]");
    out.println();
    List<Verb> all = new ArrayList<>(others);
    all.add(this);
    int width = all.stream().mapToInt(verb -> usage(verb).length()).max().orElse(0);
    for (Verb verb : all) {
      out.println("  " + padded(usage(verb), width) + "  " + verb.summary());
    }
  }

  private static String usage(Verb verb) {
    return (verb.name() + " " + verb.arguments()).strip();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
