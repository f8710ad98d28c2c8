package org.eobench.cli.command;

import org.eobench.core.error.ExitCode;

/** A command of the program, selected by the first word of the command line. */
public interface Verb {
  /** The word, such as {@code list}. */
  String name();

  /** The words that can follow, such as {@code encoder|decoder|…}; empty for none. */
  String arguments();

  /** Its purpose, as one line for the help text. */
  String summary();

  /** Its options and examples, as {@code help VERB} prints them; empty for none. */
  default String details() {
    return "";
  }

  /**
   * Runs the command.
   *
   * @throws org.eobench.core.error.BenchException with every problem found
   */
  ExitCode run(Invocation invocation);
}
