package org.eobench.report.text;

import java.util.List;

/** Texts and rows of tables in Markdown. */
public final class Markdown {
  private Markdown() {}

  /** A text as Markdown shows it, in one line. */
  public static String escaped(String text) {
    return text.replaceAll("[\\r\\n]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([\\\\`*_{}\\[\\]#|~])", "\\\\$1");
  }

  /** A row of a table, of cells that are Markdown. */
  public static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
