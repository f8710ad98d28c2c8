package org.eobench.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over a folder of images with a border without data, as a Landsat scene has one. */
class NoDataRunTest {
  private static final int SIDE = 32;
  private static final int BORDER = 12;
  private static final int CHIPS = 6;
  private static final int TESTED = 2;
  private static final int IGNORED = 255;

  @TempDir Path folder;

  /**
   * Images of three bands whose first columns are nodata (0).
   *
   * @param underBorder the label of pixels without data
   */
  private Path chips(String name, int underBorder) throws IOException {
    Path data = Files.createDirectories(folder.resolve(name));
    for (int chip = 0; chip < CHIPS; chip++) {
      Random random = new Random(chip);
      float[] image = new float[3 * SIDE * SIDE];
      float[] mask = new float[SIDE * SIDE];
      for (int i = 0; i < mask.length; i++) {
        boolean there = i % SIDE >= BORDER;
        boolean water = i / SIDE >= 8 + chip;
        mask[i] = there ? (water ? 1 : 0) : underBorder;
        for (int band = 0; band < 3; band++) {
          float value = (water ? 500 : 1500 + 300 * band) + random.nextInt(200);
          image[band * mask.length + i] = there ? value : 0;
        }
      }
      GeoTiffWriter.write(
          data.resolve("s" + chip + "_img.tif"),
          GeoTiffSpec.plain(SIDE, SIDE, 3, SampleType.UINT16).withNodata(0),
          image);
      GeoTiffWriter.write(
          data.resolve("s" + chip + "_mask.tif"),
          GeoTiffSpec.plain(SIDE, SIDE, 1, SampleType.UINT8),
          mask);
    }
    return data;
  }

  private ProgramAnswer run(Path data, String... more) {
    List<String> words =
        CheckedFolder.words(
            data,
            "encoder.embed_dim=32",
            "decoder.channels=16",
            "dataset.ignore_index=" + IGNORED,
            "task.trainer.n_epochs=1",
            "task.trainer.eval_interval=1",
            "work_dir=" + data.resolveSibling(data.getFileName() + "-runs"));
    words.addAll(List.of(more));
    return ProgramAnswer.to(words, folder);
  }

  /** The rows of {@code results.csv} up to the name of the run. */
  private static List<String> scores(Path data) throws IOException {
    Path runs = data.resolveSibling(data.getFileName() + "-runs");
    try (Stream<Path> files = Files.find(runs, 2, (f, a) -> f.endsWith("results.csv"))) {
      return Files.readAllLines(files.findFirst().orElseThrow()).stream()
          .map(row -> row.replaceAll(",\\d{8}_.*|,run,.*", ""))
          .toList();
    }
  }

  @Test
  void countsValidPixelsAloneWhateverIsLabelledUnderTheBorder() throws IOException {
    Path labelled = chips("labelled", 0);
    Path ignored = chips("ignored", IGNORED);

    run(labelled).fits().says("Not scored, because they have no data: 37.50 % of the pixels.");
    run(ignored).fits();

    List<String> scores = scores(labelled);
    assertThat(scores).isEqualTo(scores(ignored));
    long valid = (long) TESTED * SIDE * (SIDE - BORDER);
    assertThat(scores.stream().filter(row -> row.startsWith("mean,")).findFirst().orElseThrow())
        .endsWith("," + valid);
  }

  @Test
  void countsEveryPixelUnderPangaeasProtocol() throws IOException {
    Path data = chips("pangaea", 0);

    run(data, "protocol=pangaea").fits().silentAbout("Not scored");

    assertThat(
            scores(data).stream().filter(row -> row.startsWith("mean,")).findFirst().orElseThrow())
        .endsWith("," + TESTED * SIDE * SIDE);
  }

  @Test
  void checkNamesARadarImageWithoutAnyData() throws IOException {
    Path data = chips("two", 0);
    for (int chip = 0; chip < CHIPS; chip++) {
      float[] radar = new float[2 * SIDE * SIDE];
      for (int i = 0; i < radar.length; i++) {
        radar[i] = chip == 2 ? Float.NaN : -12.5f + i % 7;
      }
      GeoTiffWriter.write(
          data.resolve("s" + chip + "_sar.tif"),
          GeoTiffSpec.plain(SIDE, SIDE, 2, SampleType.FLOAT32),
          radar);
    }

    CheckedFolder.check(data, "+dataset.images.sar=*_sar.tif", "+dataset.bands.sar=[VV,VH]")
        .fits()
        .says("without data: optical 37.50 %, sar 16.67 %")
        .says("1 sar image of ", " holds no data at all: s2");
  }

  @Test
  void tellsFilledBandsInCheckRunRecordAndResults() throws IOException {
    Path data = chips("filled", 0);
    String bands = "dataset.bands.optical=[B2,B3,B8A]";
    String taken = "encoder.input_bands={optical:[B2,B3,B8]}";
    String near =
        "nearest to B8, the data set has B8A (0.865 µm for 0.842 µm); to use it as B8:"
            + " `encoder.missing_band=nearest`";
    String zero = "encoder.missing_band=zero";

    CheckedFolder.check(data, bands, taken, zero)
        .fits()
        .says("warning: the data set has no optical band B8; the encoder gets zeros instead", near);
    run(data, bands, taken, zero)
        .fits()
        .says(
            near, "Bands that the data lack, with zeros where nothing else is said: optical: B8.");

    try (Stream<Path> files = Files.walk(folder.resolve("filled-runs"), 2)) {
      List<Path> written = files.toList();
      for (Path file : written) {
        if (file.endsWith("run.json")) {
          assertThat(Files.readString(file).replaceAll("\\s", ""))
              .contains("\"filled_bands\":{\"optical\":[\"B8\"]}");
        } else if (file.endsWith("results.csv")) {
          assertThat(Files.readAllLines(file).get(1)).contains(",optical: B8,");
        }
      }
      assertThat(written).anyMatch(file -> file.endsWith("results.csv"));
    }
  }

  @Test
  void refusesAMissingBandUnlessAnotherTakesItsPlace() throws IOException {
    Path data = chips("replaced", 0);
    String bands = "dataset.bands.optical=[B2,B3,B8A]";
    String taken = "encoder.input_bands={optical:[B2,B3,B8]}";

    CheckedFolder.check(data, bands, taken)
        .refuses(
            "[Bench/MissingBands] the encoder takes the optical band B8, which the data set lacks",
            "nearest to B8 is B8A (0.865 µm for 0.842 µm)",
            "`encoder.missing_band=nearest`",
            "`encoder.missing_band=zero`");
    String replaced =
        "the data set has no optical band B8; the encoder gets B8A (0.865 µm for 0.842 µm) instead";
    CheckedFolder.check(data, bands, taken, "encoder.missing_band=nearest").fits().says(replaced);
    run(data, bands, taken, "encoder.missing_band=nearest")
        .fits()
        .says(replaced, "nothing else is said: optical: B8A for B8.");
    Path runs = data.resolveSibling("replaced-runs");
    try (Stream<Path> files = Files.find(runs, 2, (file, a) -> file.endsWith("run.json"))) {
      assertThat(Files.readString(files.findFirst().orElseThrow()).replaceAll("\\s", ""))
          .contains("\"replaced_bands\":{\"optical\":{\"B8\":\"B8A\"}}");
    }
    CheckedFolder.check(data, bands, taken, "encoder.missing_band=drop")
        .fits()
        .says("the data set has no optical band B8; the encoder is built without it");
  }

  @Test
  void saysOnceWhatFilesHoldOfTheirOwnAndKeepsItInTheRecord() throws IOException {
    Path data = chips("masked", 0);
    boolean[] valid = new boolean[SIDE * SIDE];
    Arrays.fill(valid, SIDE, valid.length, true);
    TiffBuilder.maskFile(SIDE, SIDE, valid).write(data.resolve("s0_img.tif.msk"));
    String remark = "optical: 1 of 6 files contain their own mask, such as ";

    CheckedFolder checked = CheckedFolder.check(data).fits();
    assertThat(checked.said().split(remark, -1)).as(checked.said()).hasSize(2);
    run(data).fits().says(remark);

    Path runs = data.resolveSibling("masked-runs");
    try (Stream<Path> files = Files.find(runs, 2, (file, a) -> file.endsWith("run.json"))) {
      assertThat(files.findFirst().orElseThrow()).content().contains("\"" + remark);
    }
  }
}
