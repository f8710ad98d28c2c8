package org.eobench.core.logger;

/**
 * Shows a run in another program. It gets what {@code metrics.jsonl} gets, line by line, on the
 * thread that runs; so it must be quick, and what it sends over a network it sends on a thread of
 * its own. A plug-in adds one with a class and a line in its module:
 *
 * <pre>{@code
 * logger("my_logger", MyLogger::new);
 * }</pre>
 */
public interface RunLogger {
  /** The training starts, or goes on after a checkpoint. A run that only tests does not say so. */
  void begin(RunStart start);

  /** A line was written to {@code metrics.jsonl}. */
  void line(LogLine line);

  /** Whether it shows pictures; they are only made for a logger that does. */
  default boolean showsPictures() {
    return false;
  }

  /**
   * A picture.
   *
   * @param tag what it shows, such as {@code val/confusion}
   */
  default void picture(String tag, LoggedPicture picture) {}

  /** The run ends. A logger that could not tell everything says so here. */
  void end(Ending how);

  /** How a run ends. */
  enum Ending {
    COMPLETE,
    INTERRUPTED,
    FAILED
  }
}
