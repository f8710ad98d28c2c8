package org.eobench.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLogTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void keepsLinesAtOnceAndReplacesAnEarlierLog() throws IOException {
    Path file = Files.writeString(folder.resolve("job.log"), "of an earlier sweep");
    try (JobLog log = new JobLog(file, said::add)) {
      log.write("one");
      assertThat(file).hasContent("one\n");
    }
    assertThat(said).isEmpty();
  }

  @Test
  void isNotWrittenThroughALinkAndLetsTheJobGoOn() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "mine");
    Path file = Files.createSymbolicLink(folder.resolve("job.log"), precious);
    try (JobLog log = new JobLog(file, said::add)) {
      log.write("one");
      log.write("two");
    }
    assertThat(precious).hasContent("mine");
    assertThat(said).singleElement().asString().contains(file.toString(), "is not saved");
  }
}
