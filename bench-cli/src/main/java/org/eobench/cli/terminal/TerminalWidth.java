package org.eobench.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The width of the terminal in columns. */
public final class TerminalWidth {
  /** The width of this process's terminal whenever it is asked for. */
  public static final IntSupplier OF_PROCESS =
      new IntSupplier() {
        @Override
        public int getAsInt() {
          return now();
        }
      };

  /** The assumed width if it is unknown, as in a pipe. */
  static final int UNKNOWN = 80;

  private static final int LEAST = 40;
  private static final int MOST = 500;
  private static final int PATIENCE_MILLIS = 500;
  private static final File TERMINAL = new File("/dev/tty");

  private TerminalWidth() {}

  /** The current width of this process's terminal; {@link #UNKNOWN} if there is none. */
  public static int now() {
    return of(System.getenv("COLUMNS"), isTerminal() ? size() : "");
  }

  /**
   * @param columns the variable {@code COLUMNS}, which takes precedence, or null
   * @param size output of {@code stty size}, rows and columns; may be anything
   */
  static int of(@Nullable String columns, String size) {
    OptionalInt given = number(columns);
    OptionalInt asked = size.isEmpty() ? OptionalInt.empty() : columns(size);
    int width = given.orElse(asked.orElse(UNKNOWN));
    return Math.max(LEAST, Math.min(MOST, width));
  }

  /**
   * Whether this process is connected to a terminal; before Java 22, only then does it have a
   * console.
   */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException olderJava) {
      return true;
    } catch (ReflectiveOperationException unknown) {
      return false;
    }
  }

  private static OptionalInt columns(String size) {
    Matcher matcher = Pattern.compile("\\d+ (\\d+)").matcher(size.strip());
    return matcher.matches() ? number(matcher.group(1)) : OptionalInt.empty();
  }

  private static OptionalInt number(@Nullable String text) {
    boolean number = text != null && text.matches("[1-9]\\d{0,5}");
    return number ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  private static String size() {
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroy();
        return "";
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException noSuchProgram) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
