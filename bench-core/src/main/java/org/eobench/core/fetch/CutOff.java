package org.eobench.core.fetch;

/** An attempt that ended early. The next one may continue where it stopped. */
final class CutOff extends Exception {
  private static final long serialVersionUID = 1L;

  private final long pauseSeconds;

  /**
   * @param what what happened, as a sentence
   * @param pauseSeconds pause that the server requests, or 0
   */
  CutOff(String what, long pauseSeconds, Throwable cause) {
    super(what, cause);
    this.pauseSeconds = pauseSeconds;
  }

  CutOff(String what) {
    super(what);
    this.pauseSeconds = 0;
  }

  CutOff(String what, long pauseSeconds) {
    super(what);
    this.pauseSeconds = pauseSeconds;
  }

  long pauseSeconds() {
    return pauseSeconds;
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
