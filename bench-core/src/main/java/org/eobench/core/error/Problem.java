package org.eobench.core.error;

/**
 * A problem, described so that a user can fix it without reading the source code.
 *
 * @param id stable identifier such as {@code UnknownEncoder}; printed as {@code
 *     [Bench/UnknownEncoder]}
 * @param what what happened, including the invalid value
 * @param where file with line, argument number, key, band or sample; empty if {@code what} already
 *     says it
 * @param expected what was expected, with the nearest valid choice; may be empty
 * @param next what to do next, if possible as a command; may be empty
 */
public record Problem(String id, String what, String where, String expected, String next) {

  public static Problem of(String id, String what) {
    return new Problem(id, what, "", "", "");
  }

  public Problem at(String place) {
    return new Problem(id, what, place, expected, next);
  }

  public Problem expecting(String text) {
    return new Problem(id, what, where, text, next);
  }

  public Problem next(String text) {
    return new Problem(id, what, where, expected, text);
  }

  /** The text for the user: the sentence, then an indented line for each known part. */
  public String render() {
    StringBuilder text = new StringBuilder("[Bench/").append(id).append("] ").append(what);
    line(text, "where", where);
    line(text, "expected", expected);
    line(text, "next", next);
    return text.toString();
  }

  private static void line(StringBuilder text, String label, String value) {
    if (!value.isEmpty()) {
      text.append("\n  ").append(label).append(": ").append(value.replace("\n", "\n    "));
    }
  }
}
