package org.eobench.cli.process;

import java.io.IOException;
import java.io.InputStream;
import org.slf4j.LoggerFactory;

/**
 * Ends a process that another process of this program started when that parent dies: nobody would
 * read the results, and the process would compete with its own repetition. The parent keeps the
 * standard input open without writing to it, so it closes when the parent dies for any reason.
 */
public final class ParentWatch {
  private static final String PROPERTY = "bench.parent";

  /** The Java option that makes a process watch its parent. */
  static final String OPTION = "-D" + PROPERTY + "=stdin";

  private ParentWatch() {}

  /** Whether this process was started with {@link #OPTION}. */
  public static boolean isWanted() {
    return "stdin".equals(System.getProperty(PROPERTY));
  }

  /**
   * Starts watching.
   *
   * @param stop ends this process like Ctrl-C, so that a run writes its checkpoint first
   */
  public static void ofProcess(Runnable stop) {
    start(
        System.in,
        () -> {
          LoggerFactory.getLogger("bench")
              .warn("the parent process was killed; stopping as on Ctrl-C");
          stop.run();
        });
  }

  /**
   * Watches until the process ends.
   *
   * @param input stream that the parent keeps open
   * @param gone called once, when the stream is closed
   */
  public static void start(InputStream input, Runnable gone) {
    Thread watch =
        new Thread(
            () -> {
              awaitEnd(input);
              gone.run();
            },
            "watch of the parent process");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitEnd(InputStream input) {
    try {
      while (input.read() >= 0) {
        // the content is ignored
      }
    } catch (IOException broken) {
      return; // the parent is gone
    }
  }
}
