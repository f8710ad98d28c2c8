package org.eobench.core.config.tree;

import org.eobench.core.error.ShellWord;

/** How to quote an argument so that both the shell and the override grammar take it as text. */
public final class Quoting {
  private Quoting() {}

  /** {@code write `"key='value'"`}, or an empty text when the argument has no value. */
  public static String advice(String line) {
    int equal = line.indexOf('=');
    if (equal < 0) {
      return "";
    }
    String value = line.substring(equal + 1);
    String key = line.substring(0, equal + 1);
    char quote = value.indexOf('\'') < 0 ? '\'' : '"';
    return "to give the text as it stands write `"
        + ShellWord.of(key + quote + value + quote)
        + "` instead of this argument";
  }
}
