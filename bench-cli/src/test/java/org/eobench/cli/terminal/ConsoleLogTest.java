package org.eobench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
@ResourceLock(Resources.SYSTEM_ERR)
class ConsoleLogTest {
  private static final String FILE = "logback.configurationFile";

  /** What is printed of a message at each level of two loggers. */
  private static String printed(String level) {
    PrintStream err = System.err;
    String file = System.getProperty(FILE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, Charset.defaultCharset()));
    System.clearProperty(FILE);
    System.setProperty(ConsoleLog.LEVEL, level);
    try {
      LoggerContext context = new LoggerContext();
      context.setMDCAdapter(new LogbackMDCAdapter());
      new ConsoleLog().configure(context);
      for (String name : new String[] {"bench", "ai.djl.Some"}) {
        context.getLogger(name).debug("details of {}", name);
        context.getLogger(name).info("news of {}", name);
        context.getLogger(name).warn("{} fails", name, new IllegalStateException("trace"));
      }
      context.stop();
    } finally {
      System.clearProperty(ConsoleLog.LEVEL);
      System.setErr(err);
      if (file != null) {
        System.setProperty(FILE, file);
      }
    }
    return bytes.toString(Charset.defaultCharset());
  }

  @Test
  void printsMessagesAndTheLevelsOfWarnings() {
    assertThat(printed("INFO").lines())
        .containsExactly("news of bench", "WARN: bench fails", "WARN: ai.djl.Some fails");
  }

  @Test
  void printsNothingWhereNobodyAskedForIt() {
    assertThat(printed("OFF")).isEmpty();
  }

  @Test
  void leavesTheChoiceToAFileOfTheUser() {
    String file = System.getProperty(FILE);
    System.setProperty(FILE, "mine.xml");
    try {
      assertThat(new ConsoleLog().configure(new LoggerContext()))
          .isEqualTo(Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY);
    } finally {
      if (file == null) {
        System.clearProperty(FILE);
      } else {
        System.setProperty(FILE, file);
      }
    }
  }

  @Test
  void isFoundByLogback() {
    assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(ConsoleLog.class);
  }
}
