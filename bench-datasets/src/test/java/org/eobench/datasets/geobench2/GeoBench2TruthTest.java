package org.eobench.datasets.geobench2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.io.FilePart;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.ComposedDataset;
import org.eobench.datasets.LayoutTruth;
import org.eobench.datasets.raster.formats.RasterHeader;
import org.eobench.datasets.tortilla.TortillaFile;
import org.eobench.datasets.tortilla.TortillaRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two data sets of GEO-Bench-2, equal to what other libraries read of them. */
class GeoBench2TruthTest {
  private static final List<String> ARCHIVES =
      List.of(
          "benv2/geobench_benv2.tortilla",
          "pastis/geobench_pastis.0000.part.tortilla",
          "pastis/geobench_pastis.0001.part.tortilla");

  @TempDir Path cache;

  /** Every array of every sample, in the order of the tables. */
  @Test
  void everyValueOfTheArchivesIsEqual() {
    LayoutTruth truth = LayoutTruth.of("geobench_v2");
    for (String archive : ARCHIVES) {
      JsonNode entry = truth.entry(archive);
      List<TortillaRow> rows = TortillaFile.rows(FilePart.whole(truth.folder().resolve(archive)));
      assertThat(rows).hasSize(entry.path("rows").size());
      for (int i = 0; i < rows.size(); i++) {
        TortillaRow row = rows.get(i);
        requireRow(entry.path("rows").get(i), row);
        JsonNode arrays = entry.path("arrays").path(row.id());
        List<TortillaRow> files = TortillaFile.rows(row.part());
        assertThat(files).hasSize(arrays.size());
        for (TortillaRow file : files) {
          assertThat(LayoutTruth.equal(arrays.path(file.id()), values(file)))
              .as("%s of %s", file.id(), row.id())
              .isTrue();
        }
      }
    }
  }

  private static void requireRow(JsonNode expected, TortillaRow row) {
    expected
        .properties()
        .forEach(
            cell -> {
              List<String> texts = new ArrayList<>();
              if (cell.getValue().isArray()) {
                cell.getValue().forEach(item -> texts.add(number(item.asText())));
              } else {
                texts.add(number(cell.getValue().asText()));
              }
              assertThat(row.cell(cell.getKey()).stream().map(GeoBench2TruthTest::number))
                  .as(cell.getKey() + " of " + row.id())
                  .isEqualTo(texts);
            });
  }

  /** Numbers without the zeros that programs print differently. */
  private static String number(String text) {
    return text.matches("-?\\d+\\.0") ? text.substring(0, text.length() - 2) : text;
  }

  /** All values of a file, frame by frame. */
  private static float[] values(TortillaRow row) {
    try (PartRaster raster = PartRaster.open(row, 0)) {
      RasterHeader header = raster.source().header();
      Window all = header.grid().all();
      int[] bands = IntStream.range(0, header.bands()).toArray();
      int size = bands.length * all.height() * all.width();
      float[] values = new float[header.frames() * size];
      for (int t = 0; t < header.frames(); t++) {
        double[] frame = raster.source().stored(bands, t, all, bands.length);
        for (int i = 0; i < size; i++) {
          values[t * size + i] = (float) frame[i];
        }
      }
      return values;
    }
  }

  @Test
  void readsPatchesOfTwoSensorsAndTheirClasses() {
    LayoutTruth truth = LayoutTruth.of("geobench_v2");
    EoDataset dataset =
        ComposedDataset.open(
            cache, "geobench2_benv2", truth.folder().resolve("benv2"), "dataset.img_size=20");
    assertThat(ComposedDataset.ids(dataset, Split.TRAIN))
        .containsExactly("sample_12798", "sample_12799");
    assertThat(ComposedDataset.ids(dataset, Split.VAL)).containsExactly("sample_12800");
    JsonNode arrays = truth.entry(ARCHIVES.get(0)).path("arrays");
    for (SampleRef ref : ComposedDataset.samples(dataset)) {
      Sample sample =
          dataset.read(
              ref,
              Map.of(
                  "optical", ComposedDataset.bands(dataset, "optical"),
                  "sar", List.of("VH", "VV")));
      JsonNode own = arrays.path(ref.id());
      float[] optical = ComposedDataset.image(sample, "optical").data();
      float[] radar = ComposedDataset.image(sample, "sar").data();
      assertThat(LayoutTruth.equal(own.path("s2"), optical)).isTrue();
      assertThat(LayoutTruth.equal(own.path("s1"), radar)).isTrue();
      // VH is the weaker one.
      assertThat(radar[0]).isLessThan(radar[400]);
      assertThat(dataset.indexedTarget(ref)).isNotNull();
    }
    Sample second = ComposedDataset.read(dataset, "sample_12799", "optical");
    boolean[] present = ((ImageClasses) second.target()).present();
    assertThat(present[2]).isTrue();
    assertThat(present[4]).isTrue();
    assertThat(Objects.requireNonNull(second.acquisition().place()).longitude()).isEqualTo(-6.3);
    assertThat(second.acquisition().dates())
        .containsExactly(LocalDateTime.of(2018, 5, 29, 0, 0, 1));
    boolean[] none =
        ((ImageClasses) ComposedDataset.read(dataset, "sample_12801", "optical").target())
            .present();
    assertThat(none).containsOnly(false);
  }

  @Test
  void readsSeriesFromTwoParts() {
    LayoutTruth truth = LayoutTruth.of("geobench_v2");
    EoDataset dataset =
        ComposedDataset.open(
            cache,
            "geobench2_pastis",
            truth.folder().resolve("pastis"),
            "dataset.img_size=16",
            "dataset.files=[geobench_pastis.0000.part.tortilla,geobench_pastis.0001.part.tortilla]",
            "dataset.multi_temporal=5");
    assertThat(ComposedDataset.ids(dataset, Split.TEST)).containsExactly("sample_1618");
    List<String> bands = ComposedDataset.bands(dataset, "optical");
    Sample whole =
        dataset.read(ComposedDataset.ref(dataset, "sample_1618"), Map.of("optical", bands));
    float[] values = ComposedDataset.image(whole, "optical").data();
    // The file has the dates first, a sample the bands.
    int plane = 16 * 16;
    float[] turned = new float[values.length];
    for (int c = 0; c < 10; c++) {
      for (int t = 0; t < 5; t++) {
        System.arraycopy(values, (c * 5 + t) * plane, turned, (t * 10 + c) * plane, plane);
      }
    }
    JsonNode own = truth.entry(ARCHIVES.get(2)).path("arrays").path("sample_1618");
    assertThat(LayoutTruth.equal(own.path("s2"), turned)).isTrue();
    assertThat(whole.acquisition().dates())
        .hasSize(5)
        .startsWith(LocalDateTime.of(2018, 9, 17, 12, 0));
    // Three dates of five: the others have no data.
    Sample three = ComposedDataset.read(dataset, "sample_1616", "optical", "B2");
    float[] first = ComposedDataset.image(three, "optical").data();
    assertThat(three.acquisition().dates()).hasSize(3);
    assertThat(Float.isNaN(first[2 * plane])).isFalse();
    assertThat(Arrays.copyOfRange(first, 3 * plane, 5 * plane)).containsOnly(Float.NaN);
    int[] labels = LabelMap.of(three).labels();
    assertThat(Arrays.stream(labels).max().orElse(0)).isBetween(1, 19);
  }
}
