package org.eobench.core.error;

/**
 * One thing that is wrong, told so that the user can mend it without reading our code.
 *
 * @param id stable identifier such as {@code UnknownEncoder}; printed as {@code
 *     [Bench/UnknownEncoder]}
 * @param what what happened, naming the offending value
 * @param where file with line, argument number, key, band or sample; empty when {@code what} says
 *     it
 * @param expected what would have been right, with the nearest valid choice; may be empty
 * @param next what to do now, best as a command; may be empty
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

  /** The text a user sees: the sentence, then one indented line for each part that is known. */
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
