package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Item collections as pystac writes them. */
class StacItemsTest {
  private static final String ITEM =
      """
      {"type": "Feature", "stac_version": "1.0.0", "id": "%s",
       "properties": {"datetime": %s, "start_datetime": "2020-03-01T00:00:00Z", "grid:code": "%s"},
       "geometry": null, "links": [],
       "assets": {"blue": {"href": "%4$s/B02.tif"}, "nir": {"href": "./%4$s/B08.tif"},
                  "all": {"href": "%4$s/all.tif"}}}\
      """;

  @TempDir Path root;
  @TempDir Path cache;

  @BeforeEach
  void write() throws IOException {
    String items =
        String.join(
            ",",
            ITEM.formatted("S2A_2", "\"2020-02-01T12:30:05+02:00\"", "MGRS-33TVM", "two"),
            ITEM.formatted("S2A_1", "\"2020-01-01T10:00:00.123Z\"", "MGRS-33TVM", "one"),
            ITEM.formatted("S2B_1", "null", "MGRS-33TWM", "three"));
    Files.createDirectories(root.resolve("stac"));
    Files.writeString(
        root.resolve("stac/items.json"),
        "{\"type\": \"FeatureCollection\", \"features\": [" + items + "]}");
    int start = 0;
    for (String folder : new String[] {"one", "two", "three"}) {
      int from = start;
      OwnFolder.tiff(root.resolve("stac/" + folder + "/B02.tif"), 1, 2, 2, 10, i -> from + i);
      OwnFolder.tiff(root.resolve("stac/" + folder + "/B08.tif"), 1, 2, 2, 10, i -> from + 10 + i);
      OwnFolder.tiff(root.resolve("stac/" + folder + "/all.tif"), 2, 2, 2, 10, i -> from + 20 + i);
      start += 100;
    }
    for (String mask : new String[] {"S2A_1", "S2A_2", "S2B_1", "MGRS-33TVM", "MGRS-33TWM"}) {
      OwnFolder.mask(root.resolve("masks/" + mask + ".tif"), 2, 2);
    }
  }

  private EoDataset open(String images, String more) {
    return OwnFolder.open(
        root,
        cache,
        "bands: {optical: [B2, B8]}\nclasses: [land, water]\nmask: 'masks/*.tif'\n"
            + "images: {optical: {files: stac/items.json, "
            + images
            + "}}\n"
            + more);
  }

  @Test
  void takesTheAssetsOfAnItemForItsBands() {
    EoDataset dataset = open("band_names: {B2: blue, B8: nir}", "");
    assertThat(OwnFolder.samples(dataset))
        .extracting(SampleRef::id)
        .containsExactly("S2A_1", "S2A_2", "S2B_1");
    Sample sample = OwnFolder.read(dataset, "S2A_2");
    assertThat(OwnFolder.image(sample, "optical").data())
        .containsExactly(100, 101, 102, 103, 110, 111, 112, 113);
    assertThat(sample.acquisition().dates())
        .as("in UTC")
        .containsExactly(LocalDateTime.of(2020, 2, 1, 10, 30, 5));
    assertThat(OwnFolder.read(dataset, "S2B_1").acquisition().dates())
        .as("start of an interval")
        .containsExactly(LocalDateTime.of(2020, 3, 1, 0, 0));
  }

  @Test
  void groupsItemsIntoSeriesByAProperty() {
    EoDataset dataset = open("asset: all, sample_by: 'grid:code'", "multi_temporal: 2\n");
    Sample sample = OwnFolder.read(dataset, "MGRS-33TVM");
    assertThat(OwnFolder.image(sample, "optical").data())
        .containsExactly(20, 21, 22, 23, 120, 121, 122, 123, 24, 25, 26, 27, 124, 125, 126, 127);
    assertThat(sample.acquisition().dates())
        .extracting(LocalDateTime::getMonthValue)
        .containsExactly(1, 2);
  }

  @Test
  void namesTheItemWithoutAnAssetOrProperty() throws IOException {
    assertThatThrownBy(() -> open("resampling: nearest", ""))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/InvalidStac] the item has no asset 'B2'")
        .hasMessageContaining("items.json, item S2A_2")
        .hasMessageContaining("blue, nir, all")
        .hasMessageContaining("`band_names: {B2: blue}`");
    assertThatThrownBy(() -> open("asset: all, sample_by: grid_code", ""))
        .hasMessageContaining("the item has no property 'grid_code'")
        .hasMessageContaining("grid:code");
    Path file = root.resolve("stac/items.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("two/B02.tif", "https://example.org/two/B02.tif"));
    assertThatThrownBy(() -> open("band_names: {B2: blue, B8: nir}", ""))
        .hasMessageContaining("the asset https://example.org/two/B02.tif is not a local file")
        .hasMessageContaining("download the assets");
    Files.writeString(file, text.replace("FeatureCollection", "Catalog"));
    assertThatThrownBy(() -> open("asset: all", ""))
        .hasMessageContaining("the file is of the type 'Catalog'")
        .hasMessageContaining("ItemCollection");
    Files.writeString(file, text.replace("2020-02-01T12:30:05+02:00", "2020-01-01T10:00:00Z"));
    assertThatThrownBy(() -> open("asset: all, sample_by: 'grid:code'", "multi_temporal: 2\n"))
        .hasMessageContaining("sample MGRS-33TVM has two images of one date");
    assertThatThrownBy(
            () ->
                OwnFolder.open(
                    root,
                    cache,
                    "bands: {optical: [B2]}\nclasses: [a]\nmask: '*.tif'\n"
                        + "images: {optical: {files: '*.tif', asset: all}}\n"))
        .hasMessageContaining("asset and sample_by are for files=ITEMS.json");
  }
}
