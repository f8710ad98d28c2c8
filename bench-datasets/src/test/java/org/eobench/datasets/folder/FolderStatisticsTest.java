package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.error.BenchException;
import org.eobench.testing.DatasetContexts;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FolderStatisticsTest {
  @TempDir Path root;
  @TempDir Path cache;

  private void write(double... values) {
    TiffBuilder.floating(32, 2, 2, values).write(root.resolve("a_image.tif"));
    TiffBuilder.unsigned(8, 2, 2, new double[] {0, 1, 1, 0}).write(root.resolve("a_mask.tif"));
  }

  private BandStats statistics(String... replacement) {
    FolderConfig config = FolderOfImages.training(root, replacement);
    return FolderDataset.open(config, DatasetContexts.of(cache)).spec().stats("optical");
  }

  @Test
  void refusesInfiniteValuesAndSaysHowTheyBecomeNoData() {
    write(1, 2, 3, Double.NEGATIVE_INFINITY);
    assertThatThrownBy(this::statistics)
        .isInstanceOfSatisfying(
            BenchException.class, failure -> assertThat(failure.problems()).hasSize(1))
        .hasMessageContaining("[Bench/NotFinite] band red of optical contains -inf values")
        .hasMessageContaining("a_image.tif")
        .hasMessageContaining("`+dataset.nodata.optical=-inf`");
    BandStats stats = statistics("nodata: {}", "nodata: {optical: -.inf}");
    assertThat(stats.mean()).containsExactly(2.0);
    assertThat(stats.min()).containsExactly(1.0);
  }

  @Test
  void computesOnlyWhatTheConfigDoesNotGive() {
    write(1, 2, 3, 6);
    BandStats stats =
        statistics("data_std: {}", "data_std: {optical: [5]}", "max: {}", "max: {optical: [9]}");
    assertThat(stats.mean()).containsExactly(3.0);
    assertThat(stats.std()).containsExactly(5.0);
    assertThat(stats.min()).containsExactly(1.0);
    assertThat(stats.max()).containsExactly(9.0);
  }

  @Test
  void saysHowABandOfOneValueCanBeNormalised() {
    write(7, 7, 7, Double.NaN);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(FolderStatistics.class);
    logger.addAppender(log);
    try {
      statistics();
      statistics(); // Kept by now.
      statistics("data_std: {}", "data_std: {optical: [1.0]}");
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.contains("with a single value in the training split: red;"))
        .hasSize(2)
        .allMatch(
            line ->
                line.contains(
                    "`'++dataset.data_mean.optical=[7.0]' '++dataset.data_std.optical=[1.0]'`"));
  }
}
