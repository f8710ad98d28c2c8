package org.eobench.core.progress;

/**
 * Where a run tells its user what it does. The command line shows lines and, on a terminal, a
 * moving bar; elsewhere it prints {@link Bar#note notes} as plain lines. Core itself never prints.
 */
public interface ProgressSink {
  /** A line that is always shown: what was chosen, what was found, a result. */
  void line(String text);

  /**
   * Starts a stage of known length.
   *
   * @param stage what is counted, such as {@code train 3/10}
   * @param total number of units
   */
  Bar bar(String stage, long total);

  /** One stage; closed at its end. */
  interface Bar extends AutoCloseable {
    /**
     * Moves the bar.
     *
     * @param done units finished so far
     * @param detail what to show beside it, such as {@code loss 0.312 lr 1e-4}
     */
    void to(long done, String detail);

    /** A line for logs: printed where no bar can be drawn, left out on a terminal. */
    void note(String text);

    @Override
    void close();
  }

  /** Shows nothing. */
  static ProgressSink silent() {
    return new ProgressSink() {
      @Override
      public void line(String text) {}

      @Override
      public Bar bar(String stage, long total) {
        return new Bar() {
          @Override
          public void to(long done, String detail) {}

          @Override
          public void note(String text) {}

          @Override
          public void close() {}
        };
      }
    };
  }
}
