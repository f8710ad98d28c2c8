package org.eobench.datasets.geobench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.raster.ListText;

/**
 * The statistics of {@code band_stats.json}: mean, standard deviation, minimum and maximum of each
 * band, over 1,000 pixels of each image.
 */
final class StatisticsFile {
  static final String NAME = "band_stats.json";

  private StatisticsFile() {}

  /**
   * Reads the statistics of some bands.
   *
   * @param stored names in the files
   * @return {@link BandStats#UNKNOWN} if there is no file, or it lacks one of the bands
   */
  static BandStats read(Path root, List<String> stored) {
    Path file = root.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return BandStats.UNKNOWN;
    }
    JsonNode bands = tree(file);
    if (!stored.stream().allMatch(bands::has)) {
      return BandStats.UNKNOWN;
    }
    return new BandStats(
        list(file, bands, stored, "mean"),
        list(file, bands, stored, "std"),
        list(file, bands, stored, "min"),
        list(file, bands, stored, "max"));
  }

  private static JsonNode tree(Path file) {
    String text =
        ListText.read(file, "the statistics", "statistics of the bands", "download them again");
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException failure) {
      throw wrong(file, "the file is no valid JSON: " + failure.getOriginalMessage());
    }
  }

  private static List<Double> list(Path file, JsonNode bands, List<String> stored, String key) {
    List<Double> values = new ArrayList<>();
    for (String band : stored) {
      JsonNode value = bands.path(band).path(key);
      boolean sensible =
          value.isNumber()
              && Double.isFinite(value.asDouble())
              && !(key.equals("std") && value.asDouble() < 0);
      if (!sensible) {
        throw wrong(file, "the " + key + " of the band '" + band + "' is " + value);
      }
      values.add(value.asDouble());
    }
    return values;
  }

  private static BenchException wrong(Path file, String what) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableStatistics", what)
            .at(file.toString())
            .expecting("mean, std, min and max of each band")
            .next("download the file again, or set dataset.data_mean and dataset.data_std"));
  }
}
