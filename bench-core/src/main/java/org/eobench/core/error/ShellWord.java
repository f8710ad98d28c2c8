package org.eobench.core.error;

import java.util.regex.Pattern;

/** Formats an argument as it is typed in a shell. */
public final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,~-]+");

  /** Characters that are special inside double quotes. */
  private static final Pattern WITHIN_DOUBLE = Pattern.compile("[$`\"\\\\!]");

  private ShellWord() {}

  /** Returns the argument, in quotes if a shell would change it. */
  public static String of(String argument) {
    if (PLAIN.matcher(argument).matches()) {
      return argument;
    }
    boolean readable = argument.indexOf('\'') >= 0 && !WITHIN_DOUBLE.matcher(argument).find();
    return readable ? '"' + argument + '"' : "'" + argument.replace("'", "'\\''") + "'";
  }
}
