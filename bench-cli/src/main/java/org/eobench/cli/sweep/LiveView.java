package org.eobench.cli.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.eobench.cli.sweep.machine.ProcessMemory;
import org.eobench.cli.terminal.LiveBlock;

/**
 * Shows a sweep on a terminal: one line for each running job with its latest output, redrawn in
 * place, and one lasting line for each job that has ended. The whole output is in the logs.
 */
final class LiveView implements SweepView {
  private static final int MILLIS_BETWEEN_DRAWINGS = 500;

  private final LiveBlock block;
  private final LongSupplier nanos;
  private final Map<Integer, Row> running = new TreeMap<>();
  private final Thread clock;
  private volatile boolean closed;
  private String progress = "";

  private static final class Row {
    private final String label;
    private final long start;
    private String latest = "starting";
    private long bytes;

    Row(String label, long start) {
      this.label = label;
      this.start = start;
    }
  }

  /**
   * @param nanos the clock, such as {@code System::nanoTime}
   */
  LiveView(LiveBlock block, LongSupplier nanos) {
    this.block = block;
    this.nanos = nanos;
    clock = new Thread(this::tick, "clock of the sweep");
    clock.setDaemon(true);
    clock.start();
  }

  private void tick() {
    while (!closed) {
      draw();
      try {
        Thread.sleep(MILLIS_BETWEEN_DRAWINGS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized void draw() {
    if (closed) {
      return;
    }
    List<String> lines = new ArrayList<>();
    running.forEach(
        (number, row) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%3d  %8s  %9s  %s  %s",
                    number,
                    Sizes.clock(Duration.ofNanos(nanos.getAsLong() - row.start)),
                    row.bytes == 0 ? "" : Sizes.gigabytes(row.bytes),
                    row.label,
                    row.latest)));
    if (!progress.isEmpty()) {
      lines.add(progress);
    }
    block.show(lines);
  }

  @Override
  public synchronized void message(String text) {
    block.print(text);
  }

  @Override
  public synchronized void started(SweepJob job) {
    running.put(job.number(), new Row(job.label(), nanos.getAsLong()));
  }

  @Override
  public synchronized void line(SweepJob job, String text) {
    Row row = running.get(job.number());
    if (row != null && !text.isBlank()) {
      row.latest = text.strip();
    }
    if (text.startsWith("warning: ")) {
      block.print("[" + job.number() + "] " + text);
    }
  }

  @Override
  public synchronized void memory(SweepJob job, ProcessMemory memory) {
    Row row = running.get(job.number());
    if (row != null) {
      row.bytes = memory.now();
    }
  }

  @Override
  public synchronized void ended(JobOutcome outcome, Remaining remaining) {
    running.remove(outcome.job().number());
    progress = remaining.text();
    block.print(PlainView.sentence(outcome, remaining) + "  " + outcome.job().label());
    draw();
  }

  @Override
  public synchronized void close() {
    closed = true;
    clock.interrupt();
    block.show(List.of());
  }
}
