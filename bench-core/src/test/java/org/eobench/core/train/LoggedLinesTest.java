package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedLinesTest {
  @TempDir private Path folder;

  @Test
  void givesTheLinesOfAKindAndCountsThoseThatAreCut() throws IOException {
    Path log = folder.resolve("metrics.jsonl");
    Files.writeString(
        log,
        """
        {"kind":"train","epoch":0.5,"loss":1}
        {"kind":"val","epoch":1,"mIoU":0.25}
        edited by hand
        {"kind":"val","epoch":2,"mIoU":0.5}
        {"kind":"val","epoch":3,"mI\
        """);

    LoggedLines lines = LoggedLines.read(log);

    assertThat(lines.damaged()).isEqualTo(2);
    assertThat(lines.of("val"))
        .extracting(line -> line.path("mIoU").asDouble())
        .containsExactly(0.25, 0.5);
    assertThat(lines.of("test")).isEmpty();
    assertThat(LoggedLines.parsed("{\"kind\":\"val\",}").isMissingNode()).isTrue();
  }

  @Test
  void aMissingLogHasNoLines() {
    assertThat(LoggedLines.read(folder)).isEqualTo(LoggedLines.read(folder.resolve("none")));
    assertThat(LoggedLines.read(folder).lines()).isEmpty();
  }
}
