package org.eobench.cli.command;

import org.eobench.core.error.ExitCode;

/** One thing the program can do: the first word of the command line. */
public interface Verb {
  /** The word, such as {@code list}. */
  String name();

  /** The words that may follow, such as {@code encoder|decoder|…}; empty for none. */
  String arguments();

  /** What it does, one line for the help text. */
  String summary();

  /** Its options and examples, as {@code help VERB} prints them; empty for none. */
  default String details() {
    return "";
  }

  /**
   * Does it.
   *
   * @throws org.eobench.core.error.BenchException with every problem found
   */
  ExitCode run(Invocation invocation);
}
