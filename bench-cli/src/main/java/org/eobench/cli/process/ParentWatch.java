package org.eobench.cli.process;

import java.io.IOException;
import java.io.InputStream;
import org.slf4j.LoggerFactory;

/**
 * Ends a process that another one of this program started, when that one is gone: nobody would read
 * what it finds, and it would compete with its own repetition. The standard input, which the parent
 * keeps open and never writes to, ends with the parent, however that ends.
 */
public final class ParentWatch {
  private static final String PROPERTY = "bench.parent";

  /** The option of Java that makes a process watch its parent. */
  static final String OPTION = "-D" + PROPERTY + "=stdin";

  private ParentWatch() {}

  /**
   * Begins to watch when this process was started with {@link #OPTION}.
   *
   * @param stop ends this process as Ctrl-C does: what runs writes its checkpoint first
   */
  public static void ofProcess(Runnable stop) {
    if ("stdin".equals(System.getProperty(PROPERTY))) {
      start(
          System.in,
          () -> {
            LoggerFactory.getLogger("bench")
                .warn("the process that started this one was killed: stopping as on Ctrl-C");
            stop.run();
          });
    }
  }

  /**
   * Watches until the process ends.
   *
   * @param input what the parent holds open
   * @param gone done once, when it is closed
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
        // nothing that comes means anything
      }
    } catch (IOException broken) {
      return; // it is gone
    }
  }
}
