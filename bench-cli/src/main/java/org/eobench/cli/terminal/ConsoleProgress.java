package org.eobench.cli.terminal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.eobench.core.progress.ProgressListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a run's progress: a moving bar on a terminal, plain lines elsewhere. Every line goes
 * through the logger, so that the run's log file contains it as well.
 */
public final class ConsoleProgress implements ProgressListener {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final int MILLIS_BETWEEN_DRAWINGS = 250;
  private static final String CLEAR_LINE = "\r\u001b[K";

  /**
   * Makes the terminal cut lines at its edge while a bar is drawn, also after it became narrower.
   */
  private static final String CUT = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  private final @Nullable PrintStream terminal;
  private final IntSupplier columns;
  private final Consumer<Path> opened;

  /** The current line of the bar; empty if there is no bar. */
  private String drawn = "";

  /**
   * @param terminal where to draw a bar, or null for plain lines only
   * @param columns returns the width of the terminal for each bar
   * @param opened receives the run directory as soon as it exists
   */
  ConsoleProgress(@Nullable PrintStream terminal, IntSupplier columns, Consumer<Path> opened) {
    this.terminal = terminal;
    this.columns = columns;
    this.opened = opened;
  }

  /** Draws bars if this process is connected to a terminal. */
  public static ConsoleProgress ofProcess() {
    return ofProcess(directory -> {});
  }

  /**
   * Like {@link #ofProcess()}.
   *
   * @param opened receives the run directory as soon as it exists
   */
  public static ConsoleProgress ofProcess(Consumer<Path> opened) {
    return new ConsoleProgress(
        TerminalWidth.isTerminal() ? System.err : null, TerminalWidth.OF_PROCESS, opened);
  }

  @Override
  public void directory(Path run) {
    opened.accept(run);
  }

  @Override
  public synchronized void message(String text) {
    if (terminal != null && !drawn.isEmpty()) {
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
    LOG.info(text);
    redraw();
  }

  @Override
  public Bar bar(String stage, long total) {
    return terminal == null ? new Plain() : new Drawn(stage, total);
  }

  private synchronized void draw(String text) {
    drawn = text;
    redraw();
  }

  private void redraw() {
    if (terminal != null && !drawn.isEmpty()) {
      terminal.print(CLEAR_LINE + CUT + drawn + WRAP);
      terminal.flush();
    }
  }

  private synchronized void finish() {
    if (terminal != null && !drawn.isEmpty()) {
      terminal.println();
    }
    drawn = "";
  }

  private static final class Plain implements Bar {
    @Override
    public void to(long done, String detail) {}

    @Override
    public void note(String text) {
      LOG.info(text);
    }

    @Override
    public void close() {}
  }

  private final class Drawn implements Bar {
    private final ProgressBar bar;

    Drawn(String stage, long total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(stage)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(MILLIS_BETWEEN_DRAWINGS)
              .setConsumer(
                  new DelegatingProgressBarConsumer(
                      ConsoleProgress.this::draw, columns.getAsInt() - 1))
              .build();
    }

    @Override
    public void to(long done, String detail) {
      bar.setExtraMessage(" " + detail);
      bar.stepTo(done);
    }

    @Override
    public void note(String text) {
      LOG.debug(text);
    }

    @Override
    public void close() {
      bar.close();
      finish();
    }
  }
}
