package org.eobench.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stats} over files of a user. */
class StatsTest {
  @TempDir Path scratch;

  private ProgramAnswer stats(String... more) {
    List<String> words = new ArrayList<>(List.of("stats", "cache_dir=" + scratch.resolve("cache")));
    words.addAll(List.of(more));
    return ProgramAnswer.to(words, scratch);
  }

  /** One chip of 2 x 3 pixels for each split. */
  private String[] folder(SampleType type, Double nodata, float... values) {
    for (String name : List.of("a", "b", "c")) {
      GeoTiffSpec plain = GeoTiffSpec.plain(3, 2, 1, type);
      GeoTiffWriter.write(
          scratch.resolve(name + "_image.tif"),
          nodata == null ? plain : plain.withNodata(nodata),
          values);
      GeoTiffWriter.write(
          scratch.resolve(name + "_mask.tif"),
          GeoTiffSpec.plain(3, 2, 1, SampleType.UINT8),
          new float[] {0, 1, 1, 1, 0, 255});
    }
    return new String[] {
      "dataset=folder",
      "dataset.root_path=" + scratch,
      "dataset.images.optical=*_image.tif",
      "dataset.mask=*_mask.tif",
      "dataset.bands.optical=[B4]",
      "dataset.classes=[land,water]",
      "dataset.ignore_index=255",
      "dataset.split.ratio=[0.34,0.33,0.33]"
    };
  }

  @Test
  void countsPixelsWithDataOnly() {
    String[] words = folder(SampleType.INT16, -1.0, -1, 10, 20, 30, 40, 50);
    ProgramAnswer answer = stats(words).fits();
    String yaml = answer.said().substring(0, answer.said().indexOf("\n\n"));
    MapNode keys = (MapNode) Objects.requireNonNull(YamlReader.read(yaml, "stats"));
    assertThat(keys.entries().stream().map(MapNode.Entry::name))
        .containsExactly("data_mean", "data_std", "data_min", "data_max", "distribution");
    answer.says(
        "data_mean: {optical: [30.0]}",
        "data_std: {optical: [14.142135623730951]}",
        "data_min: {optical: [10.0]}",
        "data_max: {optical: [50.0]}",
        // The first pixel has no data, so that only four labels count.
        "distribution: [0.25, 0.75]",
        "# without data in optical: B4 16.67 %",
        "#   p25: {optical: [20.0]}",
        "#   p99: {optical: [49.6]}");
  }

  @Test
  void whatItPrintsIsAcceptedByTheDataSet() {
    String[] words = folder(SampleType.UINT16, null, 1, 2, 3, 60_000, 5, 6);
    List<String> given = new ArrayList<>(List.of(words));
    for (String line : stats(words).said().lines().toList()) {
      if (line.startsWith("data_")) {
        String key = line.substring(0, line.indexOf(':'));
        String list = line.substring(line.indexOf('['), line.indexOf(']') + 1);
        given.add("++dataset." + key + ".optical=" + list.replace(" ", ""));
      }
    }
    assertThat(given).hasSize(words.length + 4);
    assertThat(stats(given.toArray(String[]::new)).exit()).isZero();
  }

  @Test
  void saysThatNoDataSetIsChosen() {
    stats().refuses("dataset");
  }
}
