package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.SampleRef;
import org.eobench.datasets.folder.files.FolderFiles;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real data sets of several layouts, read by configuration alone. The numbers are NumPy's over the
 * arrays that rasterio, numpy.load and h5py read, in float64.
 */
class SharedFoldersTest {
  private static final Percentage EXACT = Percentage.withPercentage(1e-10);
  private static final String CLASSES = "classes: [a, b, c, d, e, f]\n";

  @TempDir Path cache;
  private Path root = Path.of("");
  private String keys = "";

  private EoDataset open(String folder, String config) {
    root = SharedFiles.require("data/" + folder);
    keys = CLASSES + config;
    return OwnFolder.open(root, cache, keys);
  }

  private static void requireBand(
      EoDataset dataset,
      String modality,
      int band,
      double mean,
      double std,
      double min,
      double max) {
    BandStats stats = dataset.spec().stats(modality);
    assertThat(stats.mean().get(band)).isCloseTo(mean, EXACT);
    assertThat(stats.std().get(band)).isCloseTo(std, EXACT);
    assertThat(stats.min().get(band)).isEqualTo(min);
    assertThat(stats.max().get(band)).isEqualTo(max);
  }

  /** The values of one pixel of one band at all dates. */
  private float[] series(String id, String modality, String band, int row, int col) {
    FolderConfig config = OwnFolder.config(root, keys);
    FolderSample sample = FolderFiles.list(root, config.layout()).get(id);
    SampleImages images = new SampleImages(config);
    Grid grid = images.grid(sample);
    Image image =
        images.read(
            sample,
            modality,
            List.of(band),
            grid,
            new org.eobench.core.io.geotiff.Window(row, col, 1, 1));
    return image.data();
  }

  @Test
  void readsTheFloodChipOfTwoSensors() {
    EoDataset dataset =
        open(
            "flood_sen1floods11",
            """
            images: {optical: '*_S2Hand.tif', sar: '*_S1Hand.tif'}
            mask: '*_LabelHand.tif'
            bands: {optical: [B1,B2,B3,B4,B5,B6,B7,B8,B8A,B9,B10,B11,B12], sar: [VV, VH]}
            """);
    requireBand(dataset, "optical", 0, 1483.018814086914, 167.91302606298382, 1217, 2418);
    requireBand(dataset, "optical", 12, 903.2579116821289, 638.0892503506719, 41, 5056);
    requireBand(
        dataset,
        "sar",
        1,
        -19.108969325830188,
        5.738931162210588,
        -47.060482025146484,
        4.432816028594971);
  }

  @Test
  void readsImagesAndMasksOfOneArchive() {
    EoDataset dataset =
        open(
            "cloud_ukis_csmask",
            """
            images: {optical: '*.npz:img'}
            mask: '*.npz:msk'
            bands: {optical: [blue, green, red, nir, swir16, swir22]}
            """);
    assertThat(OwnFolder.samples(dataset))
        .extracting(SampleRef::id)
        .containsExactly("landsat5", "sentinel2");
    requireBand(
        dataset,
        "optical",
        3,
        0.354288021709948,
        0.1714466703122711,
        0.03759999945759773,
        1.2740000486373901);
    requireBand(
        dataset,
        "optical",
        5,
        0.15315321309917918,
        0.13478792770943523,
        -0.0009092998807318509,
        0.6872000098228455);
  }

  @Test
  void sortsTheScenesOfATimeSeriesByTheirDates() {
    EoDataset dataset =
        open(
            "landcover_timeseries_eolearn",
            """
            images:
              optical:
                files: REFERENCE_SCENES.npy
                axes: THWC
                timestamps: [2015-08-20, 2015-07-31, 2015-09-09, 2015-08-30, 2015-07-11]
              dem: DEM.npy
            mask: LULC.npy
            bands: {optical: [B1,B2,B3,B4,B5,B6,B7,B8,B8A,B9,B10,B11,B12], dem: [height]}
            multi_temporal: 5
            """);
    requireBand(
        dataset,
        "optical",
        7,
        0.2840765129006145,
        0.0757144833662542,
        0.10119999945163727,
        0.4871000051498413);
    requireBand(dataset, "dem", 0, 711.5835643564357, 33.322475499788084, 664, 801);
    // Scenes 4, 1, 0, 3, 2 of the array.
    assertThat(series("REFERENCE_SCENES", "optical", "B4", 50, 50))
        .containsExactly(0.0356f, 0.1124f, 0.2987f, 0.0386f, 0.0382f);
    assertThat(dataset.remarks())
        .contains("optical: the dates of the arrays are not in order and are sorted");
  }

  @Test
  void readsAChipWithNodata() {
    EoDataset dataset =
        open(
            "hls_terratorch",
            """
            images: {optical: '*_input.tif'}
            mask: '*_label.tif'
            bands: {optical: [COASTAL,BLUE,GREEN,RED,NIR,SWIR1,SWIR2,CIRRUS,TIR1,TIR2]}
            """);
    requireBand(dataset, "optical", 4, 2586.772142059949, 422.80105880856433, 0, 6891);
    requireBand(dataset, "optical", 9, 3141.210020727041, 153.62591426005602, 0, 3676);
  }

  @Test
  void ordersMonthsOfTwoSensors() {
    EoDataset dataset =
        open(
            "biomassters",
            """
            images:
              optical: 'train_features/{id}_S2_{step}.tif'
              sar: 'train_features/{id}_S1_{step}.tif'
            mask: 'train_agbm/{id}_agbm.tif'
            bands:
              optical: [B2,B3,B4,B5,B6,B7,B8,B8A,B11,B12,CLP]
              sar: [VV_asc, VH_asc, VV_desc, VH_desc]
            multi_temporal: 4
            """);
    requireBand(dataset, "optical", 0, 2021.3930053710938, 2191.0204772123016, 49, 10281);
    requireBand(
        dataset,
        "sar",
        2,
        -10.886581912412979,
        1.8708325701016033,
        -18.9549560546875,
        2.8647878170013428);
    assertThat(series("0060c0a5", "optical", "B2", 5, 7)).containsExactly(118, 4784, 1418, 169);
  }

  @Test
  void readsTilesInAFolderPerClass() {
    EoDataset dataset =
        open(
            "eurosat",
            """
            images: {optical: '{class}/{id}.tif'}
            mask: '{class}/{id}.tif'
            bands: {optical: [B1,B2,B3,B4,B5,B6,B7,B8,B9,B10,B11,B12,B8A]}
            """);
    assertThat(OwnFolder.samples(dataset))
        .extracting(SampleRef::id)
        .containsExactly("AnnualCrop/AnnualCrop_1", "AnnualCrop/AnnualCrop_2", "Forest/Forest_1");
    requireBand(dataset, "optical", 9, 9.677571614583334, 1.677597748898983, 6, 14);
    requireBand(dataset, "optical", 12, 3024.4286295572915, 1001.5430669351124, 1359, 5087);
    Map<String, String> placeholders =
        FolderFiles.list(root, OwnFolder.config(root, keys).layout())
            .get("Forest/Forest_1")
            .placeholders();
    assertThat(placeholders).containsEntry("class", "Forest").containsEntry("id", "Forest_1");
  }

  @Test
  void choosesDatesOfSeriesInHdf5ByTheirProductNames() {
    EoDataset dataset =
        open(
            "treesatai_ts",
            """
            images:
              optical: {files: '*.h5:/sen-2-data', axes: TCHW, timestamps: '{id}.h5:/sen-2-products'}
              sar: {files: '*.h5:sen-1-asc-data', axes: TCHW, timestamps: '*.h5:sen-1-asc-products'}
            mask: '*.h5:/sen-2-masks'
            bands: {optical: [B2,B3,B4,B5,B6,B7,B8,B8A,B11,B12], sar: [VV, VH]}
            date_pattern: '_(\\d{8}T\\d{6})'
            multi_temporal: 12
            dates: spread
            """);
    requireBand(dataset, "optical", 0, 4130.094907407408, 4488.422130343719, 1, 11024);
    requireBand(dataset, "optical", 9, 2302.347222222222, 2204.5037275977297, 36, 6957);
    requireBand(
        dataset,
        "sar",
        1,
        0.03225700210519049,
        0.016879747902991172,
        0.001964224735274911,
        0.10306190699338913);
    assertThat(dataset.remarks())
        .anyMatch(line -> line.startsWith("1 of 1 samples have more than 12 dates; evenly spread"))
        .anyMatch(line -> line.startsWith("sar: 1 of 1 samples share no date"));
  }

  @Test
  void readsTwoDatesByTheirFileNames() {
    EoDataset dataset =
        open(
            "s2_boadella",
            """
            images: {optical: '{id}_{date}.tif'}
            mask: '{id}_2020-01-13_labels.geojson'
            bands: {optical: [B1,B2,B3,B4,B5,B6,B7,B8,B8A,B9,B11,B12]}
            multi_temporal: 2
            """);
    requireBand(dataset, "optical", 7, 1852.6516392299106, 784.2116678511135, 229, 6808);
    FolderSample sample =
        FolderFiles.list(root, OwnFolder.config(root, keys).layout()).get("Boadella");
    assertThat(sample.dates()).hasToString("[2020-01-13T12:00, 2020-01-28T12:00]");
  }

  @Test
  void readsRowsOfATableAsPoints() {
    EoDataset dataset =
        open(
            "presto_points/algae_blooms/npy",
            """
            images: {points: {files: s1_s2_era5_srtm.npy, axes: NTC}}
            mask: target.npy
            bands:
              points: [VV,VH,B2,B3,B4,B5,B6,B7,B8,B8A,B9,B11,B12,temperature,rain,height,slope,NDVI]
            multi_temporal: 12
            """);
    assertThat(OwnFolder.samples(dataset)).hasSize(200);
    // Images are float32; NumPy over values rounded to float32 differs by less than 1e-7.
    BandStats stats = dataset.spec().stats("points");
    assertThat(stats.mean().get(5)).isCloseTo(1741.7352272727273, Percentage.withPercentage(1e-5));
    assertThat(stats.std().get(0)).isCloseTo(4.129898007339675, Percentage.withPercentage(1e-5));
    assertThat(series("s1_s2_era5_srtm[7]", "points", "B5", 0, 0)).startsWith(1872, 2117, 2113);
  }
}
