package org.eobench.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Some lines at the bottom of a terminal that are redrawn in place. Other text is printed above
 * them. Only for terminals: elsewhere, the control characters would end up in a file.
 */
public final class LiveBlock {
  private static final String CLEAR_LINE = "\u001b[K";

  private final PrintStream terminal;
  private final IntSupplier columns;
  private List<String> shown = List.of();

  /**
   * @param columns width of the terminal, asked for whenever it draws
   */
  LiveBlock(PrintStream terminal, IntSupplier columns) {
    this.terminal = terminal;
    this.columns = columns;
  }

  /** A block on the terminal of this process; empty if it has none. */
  public static Optional<LiveBlock> ofProcess() {
    return TerminalWidth.isTerminal()
        ? Optional.of(new LiveBlock(System.out, new WidthNow()))
        : Optional.empty();
  }

  /** Replaces the lines; an empty list removes the block. Lines are cut at the terminal's edge. */
  public synchronized void show(List<String> lines) {
    StringBuilder text = new StringBuilder(up());
    int width = columns.getAsInt() - 1;
    for (String line : lines) {
      text.append(cut(line, width)).append(CLEAR_LINE).append('\n');
    }
    int less = shown.size() - lines.size();
    for (int i = 0; i < less; i++) {
      text.append(CLEAR_LINE).append('\n');
    }
    if (less > 0) {
      text.append("\u001b[").append(less).append('A');
    }
    shown = List.copyOf(lines);
    terminal.print(text);
    terminal.flush();
  }

  /** Prints a line above the block, which stays. */
  public synchronized void print(String line) {
    List<String> block = shown;
    terminal.print(up() + line + CLEAR_LINE + "\n");
    shown = List.of();
    show(block);
  }

  /** Moves to the first line of the block. */
  private String up() {
    return shown.isEmpty() ? "" : "\u001b[" + shown.size() + "A";
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, Math.max(0, width));
  }

  /** The width, asked for every five seconds: asking starts a process. */
  private static final class WidthNow implements IntSupplier {
    private static final long NANOS_BETWEEN = 5_000_000_000L;
    private long asked;
    private int width;

    @Override
    public int getAsInt() {
      if (width == 0 || System.nanoTime() - asked > NANOS_BETWEEN) {
        width = TerminalWidth.now();
        asked = System.nanoTime();
      }
      return width;
    }
  }
}
