package org.eobench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eobench.core.io.FilePart;
import org.eobench.datasets.raster.formats.Hdf5Container;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every raster and array of the recorded layouts, value by value: also those that no data set reads
 * by default, such as instances, pictures and cloud probabilities. Tables, lists and archives are
 * compared in the tests of their data sets.
 */
class RecordedLayoutsTest {
  private static final Set<String> OF_OTHER_TESTS =
      Set.of("json", "text", "parquet", "pickle", "tortilla");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bigearthnet_v2",
        "c2s_ms",
        "dynamicearthnet",
        "geobench_v1",
        "mados",
        "mtcrop",
        "pastis_r",
        "satlas_landcover",
        "sen12ms_cr_ts",
        "spacenet7"
      })
  void everyValueIsEqual(String layout) {
    LayoutTruth truth = LayoutTruth.of(layout);
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (String name : truth.files()) {
      JsonNode entry = truth.entry(name);
      Path file = truth.folder().resolve(name);
      if (entry.has("sha256")) {
        compared++;
        if (!LayoutTruth.equal(entry, values(file, entry))) {
          wrong.add(name);
        }
      } else if (entry.has("datasets")) {
        compared += entry.path("datasets").size();
        wrong.addAll(wrongArrays(file, entry.path("datasets")));
      } else {
        assertThat(OF_OTHER_TESTS).as(name).contains(entry.path("kind").asText());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isGreaterThan(9);
  }

  /** The stored values of a raster in the order of the record. */
  private static float[] values(Path file, JsonNode entry) {
    int axes = entry.path("shape").size();
    boolean picture = entry.path("kind").asText().equals("png");
    boolean array = entry.path("kind").asText().equals("npy");
    int first = entry.path("shape").path(0).asInt();
    int second = entry.path("shape").path(1).asInt();
    String letters = !array ? null : axes == 2 ? "HW" : axes == 3 ? "CHW" : "TCHW";
    int bands =
        axes == 2 ? 1 : picture ? entry.path("shape").path(2).asInt() : axes == 4 ? second : first;
    RasterFile raster = new RasterFile(file, null, letters, -1);
    try (RasterSource source = raster.open(bands)) {
      int dates = axes == 4 ? first : 1;
      List<double[]> frames = new ArrayList<>();
      for (int date = 0; date < dates; date++) {
        frames.add(
            source.stored(
                IntStream.range(0, bands).toArray(), date, source.header().grid().all(), bands));
      }
      float[] values = joined(frames);
      return picture && bands > 1 ? bandsLast(values, bands) : values;
    }
  }

  private static float[] joined(List<double[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (double[] part : parts) {
      for (double value : part) {
        all[at++] = (float) value;
      }
    }
    return all;
  }

  private static float[] bandsLast(float[] planes, int bands) {
    int pixels = planes.length / bands;
    float[] values = new float[planes.length];
    for (int i = 0; i < planes.length; i++) {
      values[i % pixels * bands + i / pixels] = planes[i];
    }
    return values;
  }

  private static List<String> wrongArrays(Path file, JsonNode arrays) {
    List<String> wrong = new ArrayList<>();
    try (Hdf5Container container = Hdf5Container.open(FilePart.whole(file))) {
      List<String> names = new ArrayList<>();
      arrays.fieldNames().forEachRemaining(names::add);
      assertThat(container.names()).containsExactlyInAnyOrderElementsOf(names);
      for (String name : names) {
        int axes = arrays.path(name).path("shape").size();
        int bands = axes == 3 ? arrays.path(name).path("shape").path(2).asInt() : 1;
        RasterSource source = container.raster(name, axes == 3 ? "HWC" : "HW", bands);
        double[] stored =
            source.stored(
                IntStream.range(0, bands).toArray(), 0, source.header().grid().all(), bands);
        float[] values = joined(List.of(stored));
        if (!LayoutTruth.equal(arrays.path(name), bands > 1 ? bandsLast(values, bands) : values)) {
          wrong.add(file.getFileName() + ", " + name);
        }
      }
    }
    return wrong;
  }
}
