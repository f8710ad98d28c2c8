package org.eobench.cli.verbs;

import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.error.ExitCode;

/** {@code complete LINE}: the completions of a partial command line, for the completion scripts. */
final class CompleteVerb implements Verb {
  /** The verb whose words belong to another main configuration. */
  private static final String PRETRAIN = "pretrain";

  private final List<Verb> verbs;

  /**
   * @param verbs all verbs, including this one when it runs
   */
  CompleteVerb(List<Verb> verbs) {
    this.verbs = verbs;
  }

  @Override
  public String name() {
    return "complete";
  }

  @Override
  public String arguments() {
    return "LINE";
  }

  @Override
  public String summary() {
    return "print the completions of a partial line (used by the completion scripts)";
  }

  @Override
  public ExitCode run(Invocation invocation) {
    String typed = String.join(" ", invocation.words());
    int space = typed.indexOf(' ');
    String first = space < 0 ? typed : typed.substring(0, space);
    List<String> known = verbs.stream().map(Verb::name).toList();
    boolean verb = known.contains(first);
    String rest = verb && space >= 0 ? typed.substring(space + 1) : typed;
    Stream<String> names =
        space < 0 ? known.stream().filter(name -> name.startsWith(typed)) : Stream.of();
    ConfigCommand configs =
        first.equals(PRETRAIN)
            ? Configs.pretraining(invocation.plugins())
            : Configs.command(invocation.plugins());
    Stream.concat(names, configs.complete(rest).stream()).forEach(invocation.out()::println);
    return ExitCode.OK;
  }
}
