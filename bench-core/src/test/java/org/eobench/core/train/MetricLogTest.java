package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricLogTest {
  @TempDir Path folder;

  @Test
  void writesEachLineAtOnce() throws IOException {
    Path file = folder.resolve("metrics.jsonl");
    try (MetricLog log = new MetricLog(file, 0)) {
      log.append(Map.of("loss", 0.5));
      assertThat(Files.readString(file)).isEqualTo("{\"loss\":0.5}\n");
    }
  }

  @Test
  void cutsBackToTheLengthACheckpointKnew() throws IOException {
    Path file = folder.resolve("metrics.jsonl");
    long known;
    try (MetricLog log = new MetricLog(file, 0)) {
      log.append(Map.of("iteration", 1));
      known = log.length();
      log.append(Map.of("iteration", 2));
    }
    try (MetricLog log = new MetricLog(file, known)) {
      log.append(Map.of("iteration", 2));
    }
    assertThat(Files.readAllLines(file)).containsExactly("{\"iteration\":1}", "{\"iteration\":2}");
  }

  @Test
  void writesNullForANumberThatJsonDoesNotKnow() throws IOException {
    Path file = folder.resolve("metrics.jsonl");
    try (MetricLog log = new MetricLog(file, 0)) {
      log.append(Map.of("iou", List.of(1.0, Double.NaN)));
    }
    assertThat(Files.readString(file)).isEqualTo("{\"iou\":[1.0,null]}\n");
  }

  @Test
  void saysWhichFileCannotBeWritten() {
    Path file = folder.resolve("missing/metrics.jsonl");
    assertThatThrownBy(() -> new MetricLog(file, 0))
        .hasMessageContaining("[Bench/CannotWrite]")
        .hasMessageContaining(file.toString());
  }
}
