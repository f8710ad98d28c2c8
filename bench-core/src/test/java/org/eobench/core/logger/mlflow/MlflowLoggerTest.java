package org.eobench.core.logger.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.logger.LogLine;
import org.eobench.core.logger.LoggedRun;
import org.eobench.core.logger.RunLogger.Ending;
import org.eobench.core.logger.RunStart;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlflowLoggerTest {
  private static final String TOKEN = "very-secret";

  @TempDir Path folder;

  private FakeMlflow server;
  private @Nullable MlflowSender sender;
  private final List<String> said = new ArrayList<>();
  private final Map<String, String> parameters =
      new HashMap<>(Map.of("optimizer.lr", "0.01", "notes", "x".repeat(7000)));

  @BeforeEach
  void startsAServer() throws IOException {
    server = new FakeMlflow();
  }

  @AfterEach
  void stopsTheServer() {
    server.close();
  }

  @Test
  void logsARunByTheRulesOfTheServer() throws IOException {
    for (int i = 0; i < 250; i++) {
      parameters.put("key" + i, "v");
    }
    MlflowLogger logger = logger(Duration.ofSeconds(20));
    logger.begin(RunStart.NEW);
    for (long step = 1; step <= 1500; step++) {
      logger.line(line(Map.of("kind", "train", "iteration", step, "loss", 1.0 / step, "lr", 0.1)));
    }
    logger.line(
        line(
            Map.of(
                "kind",
                "val",
                "iteration",
                1500L,
                "mIoU",
                0.5,
                "gap",
                Double.NaN,
                "classes",
                Map.of("bare soil & rock", Map.of("iou", 0.25)))));
    logger.line(line(Map.of("kind", "test", "mIoU", 0.75)));
    logger.end(Ending.COMPLETE);

    assertThat(server.broken).isEmpty();
    assertThat(server.runs).hasValue(1);
    assertThat(server.parameters).hasSize(252).containsEntry("optimizer.lr", "0.01");
    assertThat(Objects.requireNonNull(server.parameters.get("notes"))).hasSize(6000).endsWith("…");
    assertThat(server.steps.get("train/loss")).hasSize(1500).isSorted().doesNotHaveDuplicates();
    assertThat(server.last)
        .containsEntry("val/mIoU", 0.5)
        .containsEntry("test/mIoU", 0.75)
        .containsEntry("val/classes/bare soil -x26 rock/iou", 0.25)
        .doesNotContainKey("val/gap");
    assertThat(server.statuses).containsExactly("FINISHED");
    assertThat(server.authorizations).containsExactly("Bearer " + TOKEN);
    assertThat(said).isEmpty();
    assertThat(Files.readString(folder.resolve(MlflowFile.NAME)))
        .contains("\"run_id\" : \"r1\"", "\"not_sent\" : 0")
        .doesNotContain(TOKEN);
  }

  @Test
  void aResumedRunGoesOnAndRepeatsNoStep() {
    MlflowLogger first = logger(Duration.ofSeconds(20));
    first.begin(RunStart.NEW);
    first.line(line(Map.of("kind", "train", "iteration", 1L, "loss", 1.0)));
    first.line(line(Map.of("kind", "train", "iteration", 2L, "loss", 0.5)));
    first.end(Ending.INTERRUPTED);
    MlflowLogger second = logger(Duration.ofSeconds(20));
    second.begin(new RunStart(true, 1, List.of()));
    second.line(line(Map.of("kind", "train", "iteration", 2L, "loss", 0.5)));
    second.line(line(Map.of("kind", "train", "iteration", 3L, "loss", 0.25)));
    second.end(Ending.FAILED);

    assertThat(server.runs).hasValue(1);
    assertThat(server.steps.get("train/loss")).containsExactly(1L, 2L, 3L);
    assertThat(server.statuses).containsExactly("KILLED", "RUNNING", "FAILED");
    assertThat(server.broken).isEmpty();
  }

  @Test
  void waitsForAServerThatIsBusyAndLosesNothing() {
    server.failing.set(4);
    MlflowLogger logger = logger(Duration.ofSeconds(20));
    logger.begin(RunStart.NEW);
    logger.line(line(Map.of("kind", "train", "iteration", 1L, "loss", 1.0)));
    logger.end(Ending.COMPLETE);
    assertThat(server.steps.get("train/loss")).containsExactly(1L);
    assertThat(said).noneMatch(text -> text.contains("did not get"));
  }

  @Test
  void saysAndRecordsWhatTheServerRefuses() throws IOException {
    server.refused = "train/loss";
    MlflowLogger logger = logger(Duration.ofSeconds(20));
    logger.begin(RunStart.NEW);
    logger.line(line(Map.of("kind", "train", "iteration", 1L, "loss", 1.0)));
    logger.end(Ending.COMPLETE);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("did not get 1 of 1 values", "400 (not this one)", "metrics.jsonl has all")
        .doesNotContain(TOKEN);
    assertThat(Files.readString(folder.resolve(MlflowFile.NAME))).contains("\"not_sent\" : 1");
    assertThat(server.statuses).containsExactly("FINISHED");
  }

  @Test
  void anAbsentServerEndsNoRunAndIsSaidOnce() throws InterruptedException {
    server.close();
    MlflowLogger logger = logger(Duration.ofMillis(300));
    logger.begin(RunStart.NEW);
    for (long step = 1; step <= MlflowSender.ROOM + 10; step++) {
      logger.line(line(Map.of("kind", "train", "iteration", step, "loss", 1.0)));
    }
    for (int i = 0; i < 1000 && Objects.requireNonNull(sender).failure() == null; i++) {
      Thread.sleep(20);
    }
    logger.end(Ending.COMPLETE);
    assertThat(said.stream().filter(text -> text.contains("did not get")))
        .singleElement()
        .asString()
        .contains("did not get 20010 of 20010 values", "cannot be reached");
    assertThat(said.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void namesTheVariableThatIsMissing() {
    assertThatThrownBy(() -> MlflowSettings.of(Map.of()))
        .hasMessageContaining("[Bench/NoTrackingServer]")
        .hasMessageContaining("MLFLOW_TRACKING_URI is not set");
    assertThatThrownBy(() -> MlflowSettings.of(Map.of("MLFLOW_TRACKING_URI", "sqlite:///a.db")))
        .hasMessageContaining("only servers are supported");
    assertThatThrownBy(
            () -> MlflowSettings.of(Map.of("MLFLOW_TRACKING_URI", "https://me:" + TOKEN + "@host")))
        .hasMessageContaining("MLFLOW_TRACKING_PASSWORD")
        .hasMessageNotContaining(TOKEN);
  }

  private static LogLine line(Map<String, Object> fields) {
    return new LogLine(fields);
  }

  private MlflowLogger logger(Duration patience) {
    MlflowSettings settings =
        MlflowSettings.of(
            Map.of("MLFLOW_TRACKING_URI", server.address() + "/", "MLFLOW_TRACKING_TOKEN", TOKEN));
    LoggedRun run =
        new LoggedRun(folder, "a run", parameters, Map.of("eobench.seed", "1"), said::add);
    Duration pause = Duration.ofMillis(5);
    MlflowSender sending =
        new MlflowSender(
            run, settings, new MlflowServer(settings, Duration.ofSeconds(5)), pause, pause);
    sender = sending;
    return new MlflowLogger(run, settings, sending, patience);
  }
}
