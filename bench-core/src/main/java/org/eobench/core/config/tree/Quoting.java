package org.eobench.core.config.tree;

import org.eobench.core.error.ShellWord;

/**
 * Advice on quoting an argument so that the shell and the override grammar both read it as text.
 */
public final class Quoting {
  private Quoting() {}

  /** {@code write `"key='value'"`}, or empty text if the argument has no value. */
  public static String advice(String line) {
    int equal = line.indexOf('=');
    if (equal < 0) {
      return "";
    }
    String value = line.substring(equal + 1);
    String key = line.substring(0, equal + 1);
    char quote = value.indexOf('\'') < 0 ? '\'' : '"';
    return "to use the text literally, write `"
        + ShellWord.of(key + quote + value + quote)
        + "` instead of this argument";
  }
}
