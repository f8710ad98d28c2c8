package org.eobench.core.fetch;

/** An attempt ended early; the next one may go on where it stopped. */
final class CutOff extends Exception {
  private static final long serialVersionUID = 1L;

  private final long pauseSeconds;

  /**
   * @param what what happened, as a sentence
   * @param pauseSeconds how long the server asks to be left alone, 0 if it does not say
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
