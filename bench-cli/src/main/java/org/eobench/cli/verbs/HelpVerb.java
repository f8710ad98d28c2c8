package org.eobench.cli.verbs;

import java.util.List;
import java.util.function.IntSupplier;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.terminal.Wrap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** {@code help}: the verbs of the program, and the use of each. */
final class HelpVerb implements Verb {
  private final List<Verb> verbs;
  private final IntSupplier columns;

  /**
   * @param verbs all verbs, including this one when it runs
   * @param columns width of the terminal
   */
  HelpVerb(List<Verb> verbs, IntSupplier columns) {
    this.verbs = verbs;
    this.columns = columns;
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public String arguments() {
    return "[VERB]";
  }

  @Override
  public String summary() {
    return "show this text, or the use of a verb";
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> asked = invocation.words();
    if (asked.size() > 1) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "help takes one verb, got: " + String.join(" ", asked))
              .expecting("help VERB, or only help")
              .next("`java -jar bench.jar help` shows all verbs"));
    }
    Verb verb = asked.isEmpty() ? null : named(asked.get(0));
    String text = verb == null ? overview(invocation) : usage(verb);
    invocation.out().println(Wrap.text(text, columns.getAsInt()));
    return ExitCode.OK;
  }

  /** The requested verb; null if the word next to {@code --help} is an override. */
  private @Nullable Verb named(String word) {
    for (Verb verb : verbs) {
      if (verb.name().equals(word)) {
        return verb;
      }
    }
    if (word.indexOf('=') >= 0) {
      return null;
    }
    throw Verbs.unknown(word, "", verbs);
  }

  private static String usage(Verb verb) {
    String details = verb.details();
    String call = (verb.name() + " " + verb.arguments()).strip();
    String text = "usage: java -jar bench.jar " + call + "\n\n" + verb.summary() + "\n\n" + details;
    return text.stripTrailing();
  }

  private String overview(Invocation invocation) {
    StringBuilder text = new StringBuilder();
    text.append("EO Bench: one command from raw satellite files to a table of mIoU and F1.\n\n");
    text.append("usage: java -jar bench.jar [verb] [flags] group=option key.sub=value ...\n\n");
    text.append("Verbs (help VERB shows the options and examples of one)\n");
    int width = 0;
    for (Verb verb : verbs) {
      width = Math.max(width, verb.name().length());
    }
    for (Verb verb : verbs) {
      String blanks = " ".repeat(width - verb.name().length());
      text.append("  ").append(verb.name()).append(blanks).append("  ");
      text.append(verb.summary()).append('\n');
    }
    CommandLine line = CommandLine.parse(List.of("--help"));
    String configs = Configs.command(invocation.plugins()).answer(line);
    text.append('\n').append(configs.substring(configs.indexOf("Groups")).stripTrailing());
    return text.toString();
  }
}
