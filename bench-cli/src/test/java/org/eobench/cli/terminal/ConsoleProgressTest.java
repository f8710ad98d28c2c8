package org.eobench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.eobench.core.progress.ProgressListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ConsoleProgressTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("bench");
  private final Level before = logger.getLevel();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(log);
    log.start();
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setAdditive(true);
    logger.setLevel(before);
  }

  @Test
  void printsNotesAsLinesWhereNoBarCanBeDrawn() {
    ProgressListener progress = new ConsoleProgress(null, () -> 80, directory -> {});
    progress.message("device cpu");
    try (ProgressListener.Bar bar = progress.bar("train 1/2", 4)) {
      bar.to(2, "loss 0.5");
      bar.note("iteration 2 loss 0.5");
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Level.INFO, "device cpu"),
            org.assertj.core.groups.Tuple.tuple(Level.INFO, "iteration 2 loss 0.5"));
  }

  @Test
  void drawsABarOnATerminalAndKeepsNotesForTheFile() {
    ProgressListener progress =
        new ConsoleProgress(
            new PrintStream(terminal, true, StandardCharsets.UTF_8), () -> 80, directory -> {});
    try (ProgressListener.Bar bar = progress.bar("train 1/2", 4)) {
      bar.to(4, "loss 0.5");
      bar.note("iteration 4 loss 0.5");
    }
    String shown = terminal.toString(StandardCharsets.UTF_8);
    assertThat(shown).contains("train 1/2", "100%", "4/4", "loss 0.5").endsWith("\n");
    assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.DEBUG);
  }

  @Test
  void aBarIsNoWiderThanTheTerminalAndNeverWraps() {
    for (int columns : new int[] {60, 80, 200}) {
      terminal.reset();
      ProgressListener progress =
          new ConsoleProgress(
              new PrintStream(terminal, true, StandardCharsets.UTF_8),
              () -> columns,
              directory -> {});
      try (ProgressListener.Bar bar = progress.bar("train 1/2", 400)) {
        bar.to(400, "loss 0.5 lr 1.0e-04 data 12 ms step 340 ms ".repeat(6));
      }
      String shown = terminal.toString(StandardCharsets.UTF_8);
      String[] drawings = shown.split("\r\u001b\\[K");
      assertThat(drawings.length).isGreaterThan(1);
      for (int i = 1; i < drawings.length; i++) {
        drawings[i] = drawings[i].strip();
        assertThat(drawings[i]).startsWith("\u001b[?7l").endsWith("\u001b[?7h");
        assertThat(drawings[i].replaceAll("\u001b\\[\\?7[lh]", "").length())
            .as("at %d columns: %s", columns, drawings[i])
            .isBetween(columns / 2, columns - 1);
      }
    }
  }
}
