package org.eobench.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What findings in the data do to {@code check} and to a run. */
class DataCheckTest {
  private static final int SIDE = 32;
  private static final String MEAN = "++dataset.data_mean.optical=[0.1,0.1,0.1]";
  private static final String STD = "++dataset.data_std.optical=[0.05,0.05,0.05]";

  @TempDir Path folder;
  private Path data = Path.of("");

  /** Digital numbers, for which the statistics of reflectance are wrong. */
  @BeforeEach
  void writeChips() throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    for (int chip = 0; chip < 4; chip++) {
      Random random = new Random(chip);
      float[] image = new float[3 * SIDE * SIDE];
      float[] mask = new float[SIDE * SIDE];
      for (int i = 0; i < image.length; i++) {
        image[i] = 1000 + random.nextInt(1000);
        mask[i % mask.length] = i % mask.length / SIDE / 16;
      }
      GeoTiffWriter.write(
          data.resolve("s" + chip + "_img.tif"),
          GeoTiffSpec.plain(SIDE, SIDE, 3, SampleType.UINT16),
          image);
      GeoTiffWriter.write(
          data.resolve("s" + chip + "_mask.tif"),
          GeoTiffSpec.plain(SIDE, SIDE, 1, SampleType.UINT8),
          mask);
    }
  }

  private ProgramAnswer run(String... more) {
    List<String> words =
        CheckedFolder.words(
            data,
            MEAN,
            STD,
            "encoder.embed_dim=32",
            "decoder.channels=16",
            "task.trainer.n_epochs=1",
            "work_dir=" + folder.resolve("runs"));
    words.addAll(List.of(more));
    return ProgramAnswer.to(new ArrayList<>(words), folder);
  }

  @Test
  void anErrorStopsCheckAndRunBeforeThereIsARunDirectory() {
    String[] texts = {
      "[Bench/ScaleMismatch] the values of optical do not fit the statistics that normalise them",
      "the files seem to have digital numbers, such as reflectance times 10000, the statistics are"
          + " of fractions of 1",
      "`data_check=warn` lets the run start"
    };
    CheckedFolder.check(data, MEAN, STD).refuses(texts);
    run().refuses(texts);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void withWarnItIsPrintedRecordedAndRepeatedBelowTheTable() throws IOException {
    CheckedFolder.check(data, MEAN, STD, "data_check=warn")
        .fits()
        .says("warning: the values of optical do not fit");
    run("data_check=warn").fits();
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      List<Path> written =
          files.filter(file -> file.endsWith("run.json") || file.endsWith("results.txt")).toList();
      assertThat(written).hasSize(2);
      for (Path file : written) {
        assertThat(Files.readString(file)).contains("the values of optical do not fit");
      }
    }
  }

  @Test
  void statisticsThatNothingUsesNeedNotFit() {
    CheckedFolder.check(data, MEAN, STD, "preprocessing=seg_wo_norm").fits();
  }

  @Test
  void withSkipNothingIsChecked() {
    assertThat(CheckedFolder.check(data, MEAN, STD, "data_check=skip").fits().said())
        .doesNotContain("ScaleMismatch");
    CheckedFolder.check(data, "data_check=none").refuses("data_check", "stop, warn, skip");
  }
}
