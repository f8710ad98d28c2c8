package org.eobench.core.logger.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eobench.core.logger.LogLine;
import org.eobench.core.logger.LoggedPicture;
import org.eobench.core.logger.LoggedRun;
import org.eobench.core.logger.RunLogger.Ending;
import org.eobench.core.logger.RunStart;
import org.eobench.core.metrics.ConfusionMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  @TempDir Path folder;

  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);
  private final Consumer<String> silent = text -> {};

  /** The check value of CRC-32C is that of RFC 3720's family: 0xE3069283 for "123456789". */
  @Test
  void masksTheChecksumAsRecordsOfTensorFlowDo() {
    int crc = 0xE3069283;
    assertThat(EventFile.maskedCrc("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo((crc >>> 15 | crc << 17) + 0xa282ead8);
  }

  @Test
  void encodesNumbersAsTheSpecificationOfProtocolBuffersDoes() {
    assertThat(new ProtoMessage().integer(1, 150).toBytes()).containsExactly(0x08, 0x96, 0x01);
    assertThat(new ProtoMessage().integer(2, -1).toBytes()).hasSize(11);
    assertThat(new ProtoMessage().text(2, "testing").toBytes())
        .containsExactly(0x12, 0x07, 't', 'e', 's', 't', 'i', 'n', 'g');
    assertThat(new ProtoMessage().float32(4, 1f).toBytes()).containsExactly(0x25, 0, 0, 0x80, 0x3f);
  }

  @Test
  void aResumedRunRepeatsNoStep() throws IOException {
    TensorBoardLogger first = logger();
    first.begin(RunStart.NEW);
    for (int step = 1; step <= 4; step++) {
      first.line(loss(step, step));
    }
    first.line(score(4, 0.4));
    first.line(loss(5, 5));
    first.end(Ending.FAILED);

    TensorBoardLogger second = logger();
    second.begin(new RunStart(true, 4, List.of(loss(4, 4), score(4, 0.4))));
    second.line(loss(5, 55));
    second.line(loss(6, 6));
    second.end(Ending.COMPLETE);

    Map<String, List<Events.Point>> points = Events.read(folder);
    assertThat(points.get("train/loss"))
        .extracting(Events.Point::step, Events.Point::value)
        .containsExactly(
            tuple(1L, 1.0),
            tuple(2L, 2.0),
            tuple(3L, 3.0),
            tuple(4L, 4.0),
            tuple(5L, 55.0),
            tuple(6L, 6.0));
    assertThat(points.get("val/mIoU")).hasSize(1);
  }

  /** The checkpoint was written between the epoch and its validation, which is repeated. */
  @Test
  void aValidationThatIsRepeatedReplacesTheFirst() throws IOException {
    TensorBoardLogger first = logger();
    first.begin(RunStart.NEW);
    first.line(loss(4, 4));
    first.line(score(4, 0.3));
    first.end(Ending.FAILED);
    TensorBoardLogger second = logger();
    second.begin(new RunStart(true, 4, List.of(loss(4, 4))));
    second.line(score(4, 0.4));
    second.end(Ending.COMPLETE);

    Map<String, List<Events.Point>> points = Events.read(folder);
    assertThat(points.get("train/loss")).containsExactly(new Events.Point(4, 4));
    assertThat(points.get("val/mIoU")).containsExactly(new Events.Point(4, 0.4f));
  }

  @Test
  void aSecondTestReplacesTheFirst() throws IOException {
    for (double value : new double[] {0.25, 0.5}) {
      TensorBoardLogger logger = logger();
      logger.line(new LogLine(Map.of("kind", "test", "mIoU", value)));
      logger.picture("test/confusion", LoggedPicture.of(new ConfusionMatrix(2, -1)));
      logger.end(Ending.COMPLETE);
    }
    Map<String, List<Events.Point>> points = Events.read(folder);
    assertThat(points.get("test/mIoU")).containsExactly(new Events.Point(0, 0.5));
    assertThat(points.get("test/confusion")).hasSize(1);
  }

  private TensorBoardLogger logger() {
    return new TensorBoardLogger(
        new LoggedRun(folder, "run", Map.of("optimizer.lr", "0.01"), Map.of(), silent), clock);
  }

  private static LogLine loss(long step, double loss) {
    return new LogLine(Map.of("kind", "train", "epoch", 1, "iteration", step, "loss", loss));
  }

  private static LogLine score(long step, double score) {
    return new LogLine(Map.of("kind", "val", "epoch", 1, "iteration", step, "mIoU", score));
  }
}
