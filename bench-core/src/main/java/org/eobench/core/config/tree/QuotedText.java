package org.eobench.core.config.tree;

/**
 * A string quoted on the command line.
 *
 * @param text the string itself
 * @param quote the quote character around it
 */
public record QuotedText(String text, char quote) {

  /**
   * Unescapes text between quotes. Backslashes are special only before a quote or at the end: each
   * pair is one backslash, and an odd one escapes the quote.
   */
  public static QuotedText unescape(String inner, char quote) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < inner.length()) {
      int run = at;
      while (run < inner.length() && inner.charAt(run) == '\\') {
        run++;
      }
      int slashes = run - at;
      boolean atQuote = run < inner.length() && inner.charAt(run) == quote;
      boolean halve = atQuote || run == inner.length();
      text.append("\\".repeat(halve ? slashes / 2 : slashes));
      if (run < inner.length()) {
        text.append(inner.charAt(run));
      }
      at = run + 1;
    }
    return new QuotedText(text.toString(), quote);
  }

  /** Returns the text with its quotes; parsing it gives this value again. */
  String quoted() {
    StringBuilder out = new StringBuilder().append(quote);
    int slashes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        out.append("\\".repeat(slashes + 1));
      }
      slashes = c == '\\' ? slashes + 1 : 0;
      out.append(c);
    }
    return out.append("\\".repeat(slashes)).append(quote).toString();
  }
}
