package org.eobench.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * {@code run.log} in the run directory: everything that was said, with times and details. What is
 * said before there is a directory is kept and written once there is one.
 */
final class RunLog implements AutoCloseable {
  static final String FILE = "run.log";
  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %msg%n%ex";

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> early = new ListAppender<>();
  private final FileAppender<ILoggingEvent> file = new FileAppender<>();

  /** Listens from now on. */
  RunLog() {
    early.setContext(context);
    early.start();
    root.addAppender(early);
  }

  /** Writes into the run directory from now on; a resumed run's log is continued. */
  void open(Path directory) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    file.setContext(context);
    file.setEncoder(encoder);
    file.setAppend(true);
    file.setFile(directory.resolve(FILE).toString());
    file.start();
    root.detachAppender(early);
    early.list.forEach(file::doAppend);
    root.addAppender(file);
  }

  @Override
  public void close() {
    root.detachAppender(early);
    root.detachAppender(file);
    file.stop();
  }
}
