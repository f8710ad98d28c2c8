package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.provenance.FileHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code predict} of a scene that is killed and goes on. */
class PredictSceneIT {
  private static final int SECONDS_TO_BEGIN = 120;
  private static final int BANDS = 6;
  private static final int HEIGHT = 40;

  /** Three blocks of 2048 columns. */
  private static final int WIDTH = 4200;

  @TempDir private Path temporary;

  @Test
  void aKilledPredictionGoesOnAndGivesTheSameBytes() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("work"));
    BenchProcess.in(folder).run(TinyRun.onQuickstart()).succeeds();
    Path run = RunIT.onlyRun(folder.resolve("runs"));
    writeScene(folder.resolve("scene.tif"));

    BenchProcess.in(folder).run(predict(run, "whole.tif")).succeeds();
    Path block = folder.resolve("killed.tif.part/block_0000_0000.tiles");
    BenchProcess.Running running = BenchProcess.in(folder).start(predict(run, "killed.tif"));
    await(block, running);
    running.process().destroyForcibly().waitFor();
    assertThat(running.process().exitValue()).as("killed before its end").isEqualTo(137);
    assertThat(folder.resolve("killed.tif")).doesNotExist();

    BenchProcess.in(folder)
        .run(predict(run, "killed.tif", "task.evaluator.sliding_stride=17"))
        .failsWith(ExitCode.USAGE, "OtherWork", "--force");
    BenchProcess.Result second = BenchProcess.in(folder).run(predict(run, "killed.tif")).succeeds();
    assertThat(second.out()).contains("blocks were there from before", "classes in");
    for (String suffix : List.of("", "_confidence")) {
      assertThat(FileHash.sha256(folder.resolve("killed" + suffix + ".tif")))
          .isEqualTo(FileHash.sha256(folder.resolve("whole" + suffix + ".tif")));
    }
    assertThat(block.getParent()).doesNotExist();
    try (GeoTiffReader map = GeoTiffReader.open(folder.resolve("killed.tif"))) {
      assertThat(map.info().epsg()).isEqualTo(32633);
      float[] classes = map.read();
      assertThat(classes[0]).isEqualTo(255);
      assertThat(classes[HEIGHT * WIDTH - 1]).isIn(0f, 1f);
    }
    BenchProcess.in(folder)
        .run(predict(run, "killed.tif", "task.evaluator.sliding_stride=17"))
        .failsWith(ExitCode.USAGE, "FileExists", "--force");
  }

  private static List<String> predict(Path run, String output, String... more) {
    String stride = more.length > 0 ? more[0] : "task.evaluator.sliding_stride=16";
    return List.of(
        "predict",
        run.toString(),
        "scene.tif",
        output,
        "--outputs",
        "classes,confidence",
        "device=cpu",
        stride);
  }

  /** Reflectances, without data in the upper left corner. */
  private static void writeScene(Path file) {
    float[] values = new float[BANDS * HEIGHT * WIDTH];
    for (int i = 0; i < values.length; i++) {
      int row = i / WIDTH % HEIGHT;
      int column = i % WIDTH;
      boolean empty = row < 5 && column < 50;
      values[i] = empty ? -1 : 0.2f + 0.1f * (float) Math.sin(column / 30.0 + row / 9.0);
    }
    GeoTiffWriter.write(
        file,
        GeoTiffSpec.plain(WIDTH, HEIGHT, BANDS, SampleType.FLOAT32)
            .withNodata(-1)
            .withGeoreference(
                Crs.projected(32633), GeoTransform.northUp(500_000, 5_000_000, 30, 30)),
        values);
  }

  private static void await(Path file, BenchProcess.Running running) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_BEGIN);
    while (System.nanoTime() < end && running.process().isAlive()) {
      if (Files.exists(file)) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(
        "no block was finished, or all were at once:\n" + running.stdout() + running.stderr());
  }
}
