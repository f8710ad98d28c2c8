package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class RunLogTest {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  @TempDir private Path directory;

  @Test
  void keepsWhatWasSaidBeforeTheDirectoryWasThere() throws IOException {
    try (RunLog log = new RunLog()) {
      LOG.info("device cpu");
      log.open(directory);
      LOG.debug("iteration 1");
    }
    LOG.info("said too late");
    assertThat(Files.readAllLines(directory.resolve(RunLog.FILE)))
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).endsWith("INFO  device cpu"),
            line -> assertThat(line).endsWith("DEBUG iteration 1"));
  }

  @Test
  void continuesTheLogOfAnEarlierStart() throws IOException {
    for (String text : new String[] {"first", "second"}) {
      try (RunLog log = new RunLog()) {
        log.open(directory);
        LOG.info(text);
      }
    }
    assertThat(Files.readString(directory.resolve(RunLog.FILE))).contains("first", "second");
  }

  @Test
  void writesNothingWhenThereNeverIsADirectory() throws IOException {
    try (RunLog log = new RunLog()) {
      LOG.info("a mistake in the config");
    }
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void isNotWrittenThroughALink() throws IOException {
    Path precious = Files.writeString(directory.resolve("precious"), "mine");
    Files.createSymbolicLink(directory.resolve(RunLog.FILE), precious);
    try (RunLog log = new RunLog()) {
      assertThatThrownBy(() -> log.open(directory))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining(RunLog.FILE);
    }
    assertThat(precious).hasContent("mine");
  }
}
