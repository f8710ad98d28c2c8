package org.eobench.report.gate;

/**
 * One check of a gate.
 *
 * @param group what it is about: data set and model
 * @param name such as {@code config} or {@code mIoU}
 * @param status its result
 * @param message what was found, as a sentence without a full stop
 */
public record GateCheck(String group, String name, Status status, String message) {
  /** The result of a check. */
  public enum Status {
    PASSED("ok"),
    FAILED("FAIL"),
    /** It was not asked for, or the data do not allow it. */
    NOT_CHECKED("-");

    private final String mark;

    Status(String mark) {
      this.mark = mark;
    }

    /** A short word for tables. */
    public String mark() {
      return mark;
    }
  }

  static GateCheck of(String group, String name, boolean passed, String message) {
    return new GateCheck(group, name, passed ? Status.PASSED : Status.FAILED, message);
  }

  static GateCheck skipped(String group, String name, String why) {
    return new GateCheck(group, name, Status.NOT_CHECKED, why);
  }
}
