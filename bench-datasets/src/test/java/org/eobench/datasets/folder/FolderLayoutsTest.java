package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.testing.NumpyFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layouts of files that folder reads by patterns and keys alone. */
class FolderLayoutsTest {
  private static final String TWO_BANDS = "bands: {optical: [B2, B5]}\nclasses: [land, water]\n";
  private static final String ONE_BAND = "bands: {optical: [red]}\nclasses: [land, water]\n";

  @TempDir Path root;
  @TempDir Path cache;

  private EoDataset open(String keys) {
    return OwnFolder.open(root, cache, keys);
  }

  private void bandFiles(String id, double coarse) {
    OwnFolder.tiff(root.resolve(id + "/" + id + "_B02.tif"), 1, 4, 4, 10, i -> i);
    OwnFolder.tiff(root.resolve(id + "/" + id + "_B5.tif"), 1, 2, 2, coarse, i -> 100 * i);
    OwnFolder.tiff(root.resolve(id + "/" + id + "_QA.tif"), 1, 4, 4, 10, i -> 7);
    OwnFolder.mask(root.resolve("masks/" + id + ".tif"), 4, 4);
  }

  private static final String BAND_FILES =
      TWO_BANDS
          + "images: {optical: {files: '{id}/{id}_{band}.tif', band_names: {B2: B02}}}\n"
          + "mask: masks/*.tif\n";

  @Test
  void readsOneFilePerBandAndResamplesTheCoarseOnes() {
    bandFiles("a", 20);
    bandFiles("b_c", 20);
    EoDataset dataset = open(BAND_FILES);
    assertThat(OwnFolder.samples(dataset)).extracting(SampleRef::id).containsExactly("a", "b_c");
    Image image = OwnFolder.image(dataset, "b_c", "optical");
    assertThat(image.channels()).isEqualTo(2);
    assertThat(java.util.Arrays.copyOf(image.data(), 16))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    assertThat(java.util.Arrays.copyOfRange(image.data(), 16, 32))
        .as("GDAL's bilinear")
        .containsExactly(0, 25, 75, 100, 50, 75, 125, 150, 150, 175, 225, 250, 200, 225, 275, 300);
    assertThat(dataset.remarks())
        .anyMatch(
            line ->
                line.startsWith(
                    "optical: B5 are resampled (bilinear) from 2 x 2 to 4 x 4 pixels, as in"
                        + " sample"))
        .anyMatch(
            line ->
                line.contains("2 files match {id}/{id}_{band}.tif".replace("{id}", "*"))
                    && line.contains("are ignored, such as a_QA.tif"));
  }

  @Test
  void takesTheNearestPixelAndAReferenceBandOnRequest() {
    bandFiles("a", 20);
    EoDataset nearest = open(BAND_FILES.replace("band_names", "resampling: nearest, band_names"));
    assertThat(
            java.util.Arrays.copyOfRange(OwnFolder.image(nearest, "a", "optical").data(), 16, 32))
        .containsExactly(0, 0, 100, 100, 0, 0, 100, 100, 200, 200, 300, 300, 200, 200, 300, 300);
    OwnFolder.mask(root.resolve("masks/a.tif"), 2, 2);
    EoDataset coarse = open(BAND_FILES.replace("band_names", "reference: B5, band_names"));
    assertThat(OwnFolder.image(coarse, "a", "optical").data())
        .containsExactly(3.5714285f, 5.142857f, 9.857142f, 11.428572f, 0, 100, 200, 300);
  }

  @Test
  void bringsAMaskOfAnotherResolutionToTheImageOnRequest() {
    OwnFolder.tiff(root.resolve("in/a.tif"), 1, 4, 6, 10, i -> i);
    OwnFolder.tiff(root.resolve("mask/a.tif"), 1, 2, 3, 20, i -> i % 2);
    String keys = ONE_BAND + "images: {optical: 'in/*.tif'}\nmask: %s\n";
    EoDataset refused = open(keys.formatted("'mask/*.tif'"));
    assertThatThrownBy(() -> OwnFolder.read(refused, "a"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the mask has 2 rows x 3 columns")
        .hasMessageContaining("`'dataset.mask={files:mask/*.tif,resampling:nearest}'`");
    EoDataset dataset = open(keys.formatted("{files: 'mask/*.tif', resampling: nearest}"));
    assertThat(LabelMap.of(OwnFolder.read(dataset, "a")).labels())
        .containsExactly(0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1);
    assertThatThrownBy(() -> open(keys.formatted("{files: 'mask/*.tif', resampling: bilinear}")))
        .hasMessageContaining("resampling=bilinear would mix labels");
  }

  @Test
  void refusesBandsOfAnotherExtentAndMissingBands() throws IOException {
    bandFiles("a", 30);
    assertThatThrownBy(() -> open(BAND_FILES))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/GridMismatch] the file covers another extent")
        .hasMessageContaining("an edge is off by 0.7 pixels of the coarser grid")
        .hasMessageContaining("a_B5.tif")
        .hasMessageContaining("gdalwarp");
    Files.delete(root.resolve("a/a_B5.tif"));
    assertThatThrownBy(() -> open(BAND_FILES))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/MissingFile] sample a has no file of band B5")
        .hasMessageContaining(root.resolve("a/a_B5.tif").toString())
        .hasMessageContaining("band_names");
    assertThatThrownBy(() -> open(BAND_FILES.replace("{B2: B02}", "{B3: B02}")))
        .hasMessageContaining("images.optical names the band B3, but bands.optical lists [B2, B5]");
  }

  @Test
  void sortsDatesPadsMissingOnesAndChoosesAmongMany() {
    for (String date : List.of("20200301", "20200101", "20200201")) {
      int month = date.charAt(5) - '0';
      OwnFolder.tiff(root.resolve("a_S2_" + date + ".tif"), 1, 2, 2, 10, i -> 10 * month + i);
    }
    OwnFolder.tiff(root.resolve("b_S2_20200401.tif"), 1, 2, 2, 10, i -> 40 + i);
    OwnFolder.mask(root.resolve("a_mask.tif"), 2, 2);
    OwnFolder.mask(root.resolve("b_mask.tif"), 2, 2);
    String keys = ONE_BAND + "images: {optical: '{id}_S2_{date}.tif'}\nmask: '*_mask.tif'\n";
    EoDataset dataset = open(keys + "multi_temporal: 3\n");
    Sample a = OwnFolder.read(dataset, "a");
    assertThat(OwnFolder.image(a, "optical").data())
        .containsExactly(10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33);
    assertThat(a.acquisition().dates())
        .extracting(LocalDateTime::getMonthValue)
        .containsExactly(1, 2, 3);
    Sample b = OwnFolder.read(dataset, "b");
    assertThat(OwnFolder.image(b, "optical").frames()).isEqualTo(3);
    assertThat(OwnFolder.image(b, "optical").data()).startsWith(40, 41, 42, 43, Float.NaN);
    assertThat(b.acquisition().dates()).hasSize(1);
    assertThat(dataset.remarks())
        .anyMatch(
            line ->
                line.startsWith("1 of 2 samples have fewer than 3 dates; their last frames have"));
    assertThatThrownBy(() -> open(keys + "multi_temporal: 2\n"))
        .hasMessageContaining("sample a has 3 dates of optical, but multi_temporal is 2")
        .hasMessageContaining("`dataset.multi_temporal=3`")
        .hasMessageContaining("`dataset.dates=spread`");
    for (Map.Entry<String, List<Integer>> choice :
        Map.of("spread", List.of(1, 3), "first", List.of(1, 2), "last", List.of(2, 3)).entrySet()) {
      EoDataset two = open(keys + "multi_temporal: 2\ndates: " + choice.getKey() + "\n");
      assertThat(OwnFolder.read(two, "a").acquisition().dates())
          .extracting(LocalDateTime::getMonthValue)
          .containsExactlyElementsOf(choice.getValue());
      assertThat(two.remarks()).anyMatch(line -> line.contains("1 of 2 samples have more than 2"));
    }
    assertThatThrownBy(() -> open(keys.replace("{date}", "{step}") + "multi_temporal: false\n"))
        .hasMessageContaining("sample a has 3 dates of optical, but multi_temporal is false");
  }

  @Test
  void refusesAMaskForEachDateOfASample() {
    for (String date : List.of("20200101", "20200201")) {
      OwnFolder.tiff(root.resolve("a_" + date + ".tif"), 1, 2, 2, 10, i -> i);
      OwnFolder.mask(root.resolve("mask/a_" + date + ".tif"), 2, 2);
    }
    String keys = ONE_BAND + "images: {optical: '{id}_{date}.tif'}\nmask: 'mask/{id}_{date}.tif'\n";
    assertThatThrownBy(() -> open(keys + "multi_temporal: 2\n"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/SeveralFiles] sample a has 2 files for mask")
        .hasMessageContaining("use another name than date");
    assertThat(OwnFolder.samples(open(keys.replace("{date}", "{day}"))))
        .extracting(SampleRef::id)
        .containsExactly("a/20200101", "a/20200201");
  }

  @Test
  void alignsStepsOfModalitiesAndLeavesGaps() {
    for (int step : new int[] {0, 3, 11}) {
      OwnFolder.tiff(root.resolve("a_S1_0" + step + ".tif"), 1, 2, 2, 0, i -> step);
    }
    for (int step : new int[] {3, 5, 11}) {
      OwnFolder.tiff(root.resolve("a_S2_0" + step + ".tif"), 1, 2, 2, 0, i -> 100 + step);
    }
    OwnFolder.tiff(root.resolve("a_dem.tif"), 1, 2, 2, 0, i -> 500);
    OwnFolder.mask(root.resolve("a_mask.tif"), 2, 2);
    EoDataset dataset =
        open(
            "bands: {sar: [VV], optical: [red], dem: [height]}\nclasses: [land, water]\n"
                + "images: {sar: '{id}_S1_{step}.tif', optical: '{id}_S2_{step}.tif',"
                + " dem: '{id}_dem.tif'}\nmask: '*_mask.tif'\nmulti_temporal: 4\n");
    float none = Float.NaN;
    assertThat(firstPixels(OwnFolder.image(dataset, "a", "sar"))).containsExactly(0, 3, none, 11);
    assertThat(firstPixels(OwnFolder.image(dataset, "a", "optical")))
        .containsExactly(none, 103, 105, 111);
    assertThat(firstPixels(OwnFolder.image(dataset, "a", "dem")))
        .containsExactly(500, 500, 500, 500);
    assertThat(OwnFolder.read(dataset, "a").acquisition().dates()).isEmpty();
    assertThat(dataset.remarks())
        .contains(
            "sar: 1 of 1 samples lack dates that other modalities have; these have no data",
            "dem: 1 of 1 samples have one image without a date, which is used for every date");
  }

  private static float[] firstPixels(Image image) {
    float[] first = new float[image.frames()];
    for (int t = 0; t < first.length; t++) {
      first[t] = image.data()[t * image.height() * image.width()];
    }
    return first;
  }

  @Test
  void namesSamplesByAllPlaceholdersAndFindsThemInLists() throws IOException {
    for (String region : List.of("north", "south")) {
      OwnFolder.tiff(root.resolve("in/" + region + "/1.tif"), 1, 2, 2, 0, i -> region.length() + i);
      OwnFolder.mask(root.resolve("masks/" + region + "_1.tif"), 2, 2);
    }
    Files.writeString(root.resolve("train.txt"), "south/1.tif\n");
    Files.writeString(root.resolve("val.txt"), "north_1\n");
    Files.writeString(root.resolve("test.txt"), "");
    String keys =
        ONE_BAND + "images: {optical: 'in/{region}/{id}.tif'}\nmask: 'masks/{region}_{id}.tif'\n";
    EoDataset dataset =
        open(keys + "split: {by: list, lists: {train: train.txt, val: val.txt, test: test.txt}}\n");
    assertThat(OwnFolder.samples(dataset)).extracting(SampleRef::id).containsExactly("south/1");
    assertThat(dataset.samples(org.eobench.core.dataset.Split.VAL))
        .extracting(SampleRef::id)
        .containsExactly("north/1");
    OwnFolder.mask(root.resolve("masks/south_1_v2.tif"), 2, 2);
    assertThatThrownBy(() -> open(keys.replace("{region}_{id}.tif", "{region}_{id}_{version}.tif")))
        .hasMessageContaining("have no mask: north/1");
    OwnFolder.mask(root.resolve("masks/north_1_v1.tif"), 2, 2);
    OwnFolder.mask(root.resolve("masks/north_1_v2.tif"), 2, 2);
    assertThatThrownBy(() -> open(keys.replace("{region}_{id}.tif", "{region}_{id}_{version}.tif")))
        .hasMessageContaining("[Bench/SeveralFiles] sample north/1 has 2 files for mask")
        .hasMessageContaining("north_1_v1.tif")
        .hasMessageContaining("north_1_v2.tif");
  }

  @Test
  void readsTheLayersOfARasterAsBandsOfSeveralDates() {
    OwnFolder.tiff(root.resolve("a_img.tif"), 6, 1, 2, 0, i -> i);
    OwnFolder.mask(root.resolve("a_mask.tif"), 1, 2);
    String keys =
        TWO_BANDS
            + "images: {optical: {files: '*_img.tif', axes: %s}}\nmask: '*_mask.tif'\n"
            + "multi_temporal: 3\n";
    assertThat(OwnFolder.image(open(keys.formatted("TCHW")), "a", "optical").data())
        .as("B2 of three dates, then B5, as [C,T,H,W]")
        .containsExactly(0, 1, 4, 5, 8, 9, 2, 3, 6, 7, 10, 11);
    assertThat(OwnFolder.image(open(keys.formatted("CTHW")), "a", "optical").data())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThatThrownBy(() -> open(keys.formatted("HWC").replace("temporal: 3", "temporal: false")))
        .hasMessageContaining("[Bench/LayerAxes] axes=HWC does not describe the layers of a raster")
        .hasMessageContaining(root.resolve("a_img.tif").toString());
    OwnFolder.tiff(root.resolve("a_img.tif"), 5, 1, 2, 0, i -> i);
    assertThatThrownBy(() -> open(keys.formatted("TCHW")))
        .hasMessageContaining("[Bench/LayerCount] the file has 5 layers")
        .hasMessageContaining("a multiple of the 2 bands of dataset.bands");
  }

  @Test
  void readsFoldersWithoutOpticalImages() {
    OwnFolder.tiff(root.resolve("a.tif"), 1, 2, 2, 0, i -> i);
    String keys =
        "classes: [land]\nmask: null\npolygons: {file: none.json, inside: land}\n"
            + "images: {optical: null, sar: '*.tif'}\nbands: {optical: null, sar: [VV]}\n";
    assertThat(OwnFolder.config(root, keys).layout().images()).containsOnlyKeys("sar");
    assertThatThrownBy(() -> OwnFolder.config(root, keys.replace("'*.tif'", "null")))
        .hasMessageContaining("images must give the files of at least one modality");
    assertThatThrownBy(() -> OwnFolder.config(root, keys.replace("[VV]", "null")))
        .hasMessageContaining("bands must list at least one modality");
  }

  @Test
  void selectsOneBandOfAnArrayOfLabels() {
    OwnFolder.tiff(root.resolve("a.tif"), 1, 2, 2, 0, i -> i);
    NumpyFixture.npy(root.resolve("a_y.npy"), "<u2", new int[] {3, 2, 2}, i -> i % 2);
    String keys =
        ONE_BAND
            + "images: {optical: '{id}.tif'}\n"
            + "mask: {files: '{id}_y.npy', axes: CHW, band: %d}\n";
    assertThat(LabelMap.of(OwnFolder.read(open(keys.formatted(2)), "a")).labels())
        .containsExactly(0, 1, 0, 1);
    assertThatThrownBy(() -> OwnFolder.read(open(keys.formatted(4)), "a"))
        .hasMessageContaining("a_y.npy")
        .hasMessageContaining("one of its bands, 1 to 3");
  }

  @Test
  void readsImageAndMaskOfOneArchive() {
    Map<String, byte[]> arrays = new TreeMap<>();
    arrays.put("img", NumpyFixture.npy("<f4", new int[] {1, 3, 2}, i -> i / 2.0));
    arrays.put("msk", NumpyFixture.npy("|u1", new int[] {1, 3}, i -> i % 2));
    NumpyFixture.npz(root.resolve("a.npz"), arrays);
    EoDataset dataset = open(TWO_BANDS + "images: {optical: '*.npz:img'}\nmask: '*.npz:msk'\n");
    Sample sample = OwnFolder.read(dataset, "a");
    assertThat(OwnFolder.image(sample, "optical").data())
        .containsExactly(0, 1, 2, 0.5f, 1.5f, 2.5f);
    assertThat(LabelMap.of(sample).labels()).containsExactly(0, 1, 0);
    assertThat(dataset.spec().stats("optical").mean()).containsExactly(1.0, 1.5);
    assertThatThrownBy(
            () -> open(TWO_BANDS + "images: {optical: '*.npz:image'}\nmask: '*.npz:msk'\n"))
        .hasMessageContaining("the file has no array 'image'")
        .hasMessageContaining("img, msk");
  }

  @Test
  void sortsTheDatesOfAnArrayByItsTimestamps() throws IOException {
    NumpyFixture.npy(root.resolve("scenes.npy"), "<f4", new int[] {3, 2, 2, 1}, i -> i);
    NumpyFixture.npy(root.resolve("labels.npy"), "<u2", new int[] {2, 2, 1}, i -> i % 2);
    String keys =
        ONE_BAND
            + "mask: labels.npy\nmulti_temporal: 3\n"
            + "images: {optical: {files: scenes.npy, axes: THWC, timestamps: %s}}\n";
    EoDataset dataset = open(keys.formatted("[2015-08-20, 2015-07-31T10:00:09, '2015-07-11']"));
    Sample sample = OwnFolder.read(dataset, "scenes");
    assertThat(OwnFolder.image(sample, "optical").data())
        .containsExactly(8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
    assertThat(sample.acquisition().dates())
        .containsExactly(
            LocalDateTime.of(2015, 7, 11, 12, 0),
            LocalDateTime.of(2015, 7, 31, 10, 0, 9),
            LocalDateTime.of(2015, 8, 20, 12, 0));
    assertThat(dataset.remarks())
        .contains("optical: the dates of the arrays are not in order and are sorted");
    Files.writeString(root.resolve("dates.json"), "[\"2015-07-11\", \"2015-08-20\"]");
    assertThatThrownBy(() -> open(keys.formatted("dates.json")))
        .hasMessageContaining("[Bench/DateCount] the array has 3 dates, but timestamps has 2")
        .hasMessageContaining("scenes.npy");
    Files.writeString(root.resolve("dates.json"), "[\"2015-07-11\", \"soon\", \"2015-08-20\"]");
    assertThatThrownBy(() -> open(keys.formatted("dates.json")))
        .hasMessageContaining("'soon' at position 1 is not a date")
        .hasMessageContaining("dates.json");
    Files.writeString(root.resolve("dates.json"), "{\"dates\": []}");
    assertThatThrownBy(() -> open(keys.formatted("dates.json")))
        .hasMessageContaining("the file is not a list of dates");
    assertThatThrownBy(() -> open(keys.formatted("date.json")))
        .hasMessageContaining("the file does not exist")
        .hasMessageContaining("did you mean dates.json?");
  }

  @Test
  void readsEachRowOfATableAsASampleOfOnePixel() {
    NumpyFixture.npy(root.resolve("points.npy"), "<f8", new int[] {4, 3, 2}, i -> i);
    NumpyFixture.npy(root.resolve("target.npy"), "<i8", new int[] {4}, i -> i % 2);
    EoDataset dataset =
        open(
            TWO_BANDS
                + "images: {optical: {files: points.npy, axes: NTC}}\nmask: target.npy\n"
                + "multi_temporal: 3\n");
    assertThat(OwnFolder.samples(dataset))
        .extracting(SampleRef::id)
        .containsExactly("points[0]", "points[1]", "points[2]", "points[3]");
    Sample sample = OwnFolder.read(dataset, "points[2]");
    assertThat(OwnFolder.image(sample, "optical").data()).containsExactly(12, 14, 16, 13, 15, 17);
    assertThat(LabelMap.of(OwnFolder.read(dataset, "points[3]")).labels()).containsExactly(1);
  }

  @Test
  void refusesWhatIsNotADateOrHasNone() {
    OwnFolder.tiff(root.resolve("a_07.tif"), 1, 2, 2, 0, i -> i);
    OwnFolder.mask(root.resolve("mask/a.tif"), 2, 2);
    String keys = ONE_BAND + "mask: 'mask/*.tif'\nimages: {optical: '{id}_{date}.tif'}\n";
    assertThatThrownBy(() -> open(keys))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/InvalidDate] '07' in the file name is not a date")
        .hasMessageContaining("a_07.tif")
        .hasMessageContaining("use {step} for numbers");
    OwnFolder.mask(root.resolve("mask/a_07.tif"), 2, 2);
    assertThatThrownBy(() -> open(keys.replace("{id}_{date}", "*") + "multi_temporal: 2\n"))
        .hasMessageContaining("sample a_07 has one image without a date, but multi_temporal is 2")
        .hasMessageContaining("{date}");
    assertThatThrownBy(() -> open(keys.replace("{id}_{date}", "*_*")))
        .hasMessageContaining("images.optical may contain * once");
  }
}
