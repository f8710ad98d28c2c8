package org.eobench.cli.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.Charset;

/**
 * Log lines on standard error, where they do not mix with answers and tables. Logback finds this
 * class as a service; a file of its own would take longer to read than all of the configuration of
 * a run. {@code -Dlogback.configurationFile=FILE} replaces it.
 */
public final class ConsoleLog extends ContextAwareBase implements Configurator {
  /**
   * System property with the minimum level of printed lines. Only the command line sets it: a Java
   * program that uses EO Bench, or JShell with bench.jar on its class path, prints none.
   */
  public static final String LEVEL = "bench.console";

  private static final String FILE = "logback.configurationFile";

  /** The message, after its level unless that is INFO; without stack traces. */
  private static final class Line extends EncoderBase<ILoggingEvent> {
    @Override
    public byte[] headerBytes() {
      return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      String level = event.getLevel() == Level.INFO ? "" : event.getLevel() + ": ";
      String line = level + event.getFormattedMessage() + System.lineSeparator();
      return line.getBytes(Charset.defaultCharset());
    }

    @Override
    public byte[] footerBytes() {
      return new byte[0];
    }
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(FILE) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    ThresholdFilter printed = new ThresholdFilter();
    printed.setLevel(System.getProperty(LEVEL, "OFF"));
    printed.start();
    Line line = new Line();
    line.setContext(context);
    line.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("CONSOLE");
    console.setTarget("System.err");
    console.addFilter(printed);
    console.setEncoder(line);
    console.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    // Details below INFO are only for the log file of a run.
    context.getLogger("bench").setLevel(Level.DEBUG);
    context.getLogger("org.eobench").setLevel(Level.DEBUG);
    context.getLogger("ai.djl").setLevel(Level.WARN);
    // It reports how it starts.
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    // It reports every file and array that it opens.
    context.getLogger("io.jhdf").setLevel(Level.WARN);
    context.getLogger("org.apache.parquet").setLevel(Level.ERROR);
    // It warns on every machine without a GPU.
    context.getLogger("ai.djl.util.cuda.CudaUtils").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
