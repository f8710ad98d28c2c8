package org.eobench.core.error;

import java.util.regex.Pattern;

/** An argument as it is typed into a shell. */
public final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,~-]+");

  /** What keeps a meaning between double quotes. */
  private static final Pattern WITHIN_DOUBLE = Pattern.compile("[$`\"\\\\!]");

  private ShellWord() {}

  /** The argument itself, in quotes where a shell would change it. */
  public static String of(String argument) {
    if (PLAIN.matcher(argument).matches()) {
      return argument;
    }
    boolean readable = argument.indexOf('\'') >= 0 && !WITHIN_DOUBLE.matcher(argument).find();
    return readable ? '"' + argument + '"' : "'" + argument.replace("'", "'\\''") + "'";
  }
}
