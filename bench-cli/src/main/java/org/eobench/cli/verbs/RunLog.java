package org.eobench.cli.verbs;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eobench.core.io.AtomicFile;
import org.slf4j.LoggerFactory;

/**
 * {@code run.log} in the run directory: all messages with times and details. Earlier messages are
 * kept and written once the directory exists.
 */
final class RunLog implements AutoCloseable {
  static final String FILE = "run.log";
  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %msg%n%ex";

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> early = new ListAppender<>();
  private final OutputStreamAppender<ILoggingEvent> file = new OutputStreamAppender<>();

  /** Starts recording messages. */
  RunLog() {
    early.setContext(context);
    early.start();
    root.addAppender(early);
  }

  /** Starts writing to the run directory; appends to the log of a resumed run. */
  void open(Path directory) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(PATTERN);
    encoder.start();
    file.setContext(context);
    file.setEncoder(encoder);
    file.setOutputStream(appending(directory.resolve(FILE)));
    file.start();
    root.detachAppender(early);
    early.list.forEach(file::doAppend);
    root.addAppender(file);
  }

  /** Refuses a symbolic link, which may lead to another file. */
  private static OutputStream appending(Path log) {
    try {
      return Channels.newOutputStream(
          FileChannel.open(
              log,
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND,
              LinkOption.NOFOLLOW_LINKS));
    } catch (IOException failure) {
      throw AtomicFile.failed(log, failure);
    }
  }

  @Override
  public void close() {
    root.detachAppender(early);
    root.detachAppender(file);
    file.stop();
  }
}
