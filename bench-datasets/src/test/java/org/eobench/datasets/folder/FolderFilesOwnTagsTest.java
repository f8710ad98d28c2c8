package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.testing.DatasetContexts;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What files say about themselves reaches samples, statistics and the log. */
class FolderFilesOwnTagsTest {
  private static final double[] STORED = {1000, 2000, 3000, 65_535};
  private static final boolean[] LAST_HIDDEN = {true, true, true, false};

  @TempDir Path root;
  @TempDir Path cache;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(FileRemarks.class);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private TiffBuilder image() {
    return TiffBuilder.unsigned(16, 2, 2, STORED);
  }

  private void write(String name, TiffBuilder image) {
    image.write(root.resolve(name + "_image.tif"));
    TiffBuilder.unsigned(8, 2, 2, new double[] {0, 1, 1, 0})
        .write(root.resolve(name + "_mask.tif"));
  }

  private EoDataset open(String... replacement) {
    FolderConfig config = FolderOfImages.training(root, replacement);
    return FolderDataset.open(config, DatasetContexts.of(cache));
  }

  private static float[] values(EoDataset dataset, int sample) {
    Sample read =
        dataset.read(dataset.samples(Split.TRAIN).get(sample), Map.of("optical", List.of("red")));
    return Objects.requireNonNull(read.images().get("optical")).data();
  }

  @Test
  void unitesFilesOfDifferentScaleAndOffset() {
    write("a", image().scaleAndOffset(1, 0.0001, 0).mask(LAST_HIDDEN));
    write("b", image().scaleAndOffset(1, 0.0002, -0.1).mask(LAST_HIDDEN));
    EoDataset dataset = open();
    assertThat(values(dataset, 0)).containsExactly(0.1f, 0.2f, 0.3f, Float.NaN);
    assertThat(values(dataset, 1)).containsExactly(0.1f, 0.3f, 0.5f, Float.NaN);
    assertThat(dataset.spec().stats("optical").max()).containsExactly((double) 0.5f);
    assertThat(lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("optical: 2 of 2 files define scale and offset")
                    .contains("0.0001 and 0, or 0.0002 and -0.1")
                    .contains("`+dataset.scale.optical=1`"))
        .anySatisfy(
            line -> assertThat(line).contains("optical: 2 of 2 files contain their own mask"));
    assertThat(dataset.remarks()).isEqualTo(lines());
  }

  /** As Sentinel-2 images before and since processing baseline 04.00. */
  @Test
  void refusesFilesOfWhichSomeHaveAnOffset() {
    write("a", image());
    write("b", image().scaleAndOffset(1, 1, -1000));
    assertThatThrownBy(this::open)
        .hasMessageContaining("[Bench/ScalesDiffer]")
        .hasMessageContaining("1 of 2 samples of optical define no scale and offset")
        .hasMessageContaining("1.0 and -1000.0 in b_image.tif")
        .hasMessageContaining("`dataset.mixed_scales=true`")
        .hasMessageContaining("`+dataset.scale.optical=1`");
    assertThat(values(open("scale: {}", "scale: {optical: 1}"), 1)[0]).isEqualTo(1000);
    assertThat(values(open("mixed_scales: false", "mixed_scales: true"), 1)[0]).isZero();
  }

  @Test
  void letsTheConfigGoBeforeTheFiles() {
    write("a", image().scaleAndOffset(1, 0.0001, 5).mask(LAST_HIDDEN));
    assertThat(values(open("scale: {}", "scale: {optical: 1}"), 0))
        .containsExactly(1000, 2000, 3000, Float.NaN);
    assertThat(values(open("offset: {}", "offset: {optical: 7}"), 0))
        .containsExactly(1007, 2007, 3007, Float.NaN);
    assertThat(lines()).anySatisfy(line -> assertThat(line).contains("1 of 1 files are ignored"));
  }

  @Test
  void computesStatisticsAgainWhenAMaskFileAppears() {
    write("a", image());
    BandStats before = open().spec().stats("optical");
    assertThat(before.max()).containsExactly(65_535.0);
    TiffBuilder.maskFile(2, 2, LAST_HIDDEN).write(root.resolve("a_image.tif.msk"));
    BandStats after = open().spec().stats("optical");
    assertThat(after.max()).containsExactly(3000.0);
    assertThat(after.mean()).containsExactly(2000.0);
  }

  @Test
  void warnsOfWhatIsNotBelieved() {
    write("a", image().northUp(500_000, 4_200_000, 10, -10));
    TiffBuilder.unsigned(8, 2, 2, new double[] {0}).write(root.resolve("a_mask.tif.msk"));
    open();
    assertThat(lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("optical: ScaleY is negative; the file is read as north-up")
                    .contains("a_image.tif"))
        .anySatisfy(
            line -> assertThat(line).contains("mask: the .msk file has no item INTERNAL_MASK"));
  }

  @Test
  void refusesValuesOfAModalityThatIsNotThereAndAScaleOfNothing() {
    write("a", image());
    for (String key : List.of("scale", "offset", "nodata")) {
      assertThatThrownBy(() -> open(key + ": {}", key + ": {sar: 1}"))
          .hasMessageContaining(key + " lists the modality sar, but images has [optical]");
    }
    assertThatThrownBy(() -> open("scale: {}", "scale: {optical: 0}"))
        .hasMessageContaining("scale=0");
  }

  @Test
  void saysThatTheLastBandIsOpacityOnlyWhereItDecides() {
    write("a", TiffBuilder.unsigned(16, 2, 2, STORED, STORED).lastBandIsAlpha());
    open();
    assertThat(lines()).singleElement().asString().contains("the last band of 1 of 1 files");
    log.list.clear();
    write("a", TiffBuilder.unsigned(16, 2, 2, STORED, STORED).lastBandIsAlpha().nodata("7"));
    open();
    assertThat(lines()).isEmpty();
  }

  @Test
  void saysWhichClassANodataValueIsReadAs() {
    image().write(root.resolve("a_image.tif"));
    TiffBuilder.unsigned(8, 2, 2, new double[] {0, 1, 1, 0})
        .nodata("0")
        .write(root.resolve("a_mask.tif"));
    open();
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("the nodata value 0 of 1 of 1 files is also the number of class land")
        .contains("`dataset.ignore_index=0`");
    log.list.clear();
    open("ignore_index: -1", "ignore_index: 0");
    assertThat(lines()).isEmpty();
  }

  @Test
  void saysNothingOfPlainFiles() {
    write("a", image().northUp(500_000, 4_200_000, 10, 10).nodata("65535"));
    assertThat(values(open(), 0)).containsExactly(1000, 2000, 3000, Float.NaN);
    assertThat(lines()).isEmpty();
  }
}
