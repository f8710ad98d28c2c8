package org.eobench.datasets.contract;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.tensors.Npy;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.core.io.tensors.Npz;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.datasets.ConfigFiles;
import org.eobench.datasets.sen1floods11.Sen1Floods11Config;
import org.eobench.testing.DatasetContexts;
import org.eobench.testing.SharedFiles;

/** The real images at hand, each as a data set; the calling test is skipped without them. */
final class RealSets {
  static final List<String> L1C =
      List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B10", "B11", "B12");
  private static final List<String> HLS = List.of("B2", "B3", "B4", "B8A", "B11", "B12");
  private static final Split[] TURN = {Split.TRAIN, Split.TEST, Split.TRAIN, Split.VAL};

  private RealSets() {}

  static List<CheckedSet> all() {
    return List.of(
        flood(),
        clouds("landsat5"),
        clouds("sentinel2"),
        slovenia(),
        hls(),
        euroSat(),
        bioMassters(),
        boadella(),
        points("algae_blooms", 12),
        points("fuel_moisture", 3));
  }

  private static Path file(String name) {
    return SharedFiles.require("data/" + name);
  }

  private static float[] tiff(Path path) {
    try (GeoTiffReader reader = GeoTiffReader.open(path)) {
      int[] bands = IntStream.range(0, reader.info().bands()).toArray();
      return reader.read(bands, reader.info().all());
    }
  }

  private static Sample sample(
      String id, Map<String, Image> images, Target target, List<LocalDateTime> dates) {
    return new Sample(
        images, target, new SampleRef(id, List.of()), new Acquisition(dates, null, null));
  }

  /** Sen1Floods11: one chip of 512 x 512, cut into 4. */
  static CheckedSet flood() {
    String stem = "flood_sen1floods11/Spain_7370579_";
    float[] optical = tiff(file(stem + "S2Hand.tif"));
    float[] sar = tiff(file(stem + "S1Hand.tif"));
    int[] labels = ints(tiff(file(stem + "LabelHand.tif")));
    List<CheckedSet.Placed> samples = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      int row = part / 2 * 256;
      int col = part % 2 * 256;
      Map<String, Image> images = new LinkedHashMap<>();
      images.put("optical", cut(optical, 13, 512, row, col, 256));
      images.put("sar", cut(sar, 2, 512, row, col, 256));
      samples.add(
          new CheckedSet.Placed(
              TURN[part % 4],
              sample("part" + part, images, labels(labels, 512, row, col, 256), List.of())));
    }
    return CheckedSet.of(
        "flood chip, S1 and S2 L1C",
        Segmentation.KIND,
        Map.of("optical", L1C, "sar", List.of("VV", "VH")),
        List.of("Not Water", "Water"),
        -1,
        samples);
  }

  /** The flood chip's data set as it is configured. */
  static DatasetSpec sen1Floods11() {
    return ConfigFiles.bind("sen1floods11", Sen1Floods11Config.class, text -> text)
        .facts()
        .spec("sen1floods11", DatasetContexts.of(Path.of("")));
  }

  /** Cloud masks of one Landsat 5 or Sentinel-2 image in reflectance, cut into 4. */
  static CheckedSet clouds(String sensor) {
    Map<String, NpyArray> arrays = Npz.read(file("cloud_ukis_csmask/" + sensor + ".npz"));
    float[] image = bandsFirst(Objects.requireNonNull(arrays.get("img")).floats(), 6);
    int[] labels = ints(Objects.requireNonNull(arrays.get("msk")).floats());
    List<CheckedSet.Placed> samples = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      int row = part / 2 * 256;
      int col = part % 2 * 256;
      Map<String, Image> images = Map.of("optical", cut(image, 6, 512, row, col, 256));
      samples.add(
          new CheckedSet.Placed(
              TURN[part % 4],
              sample("part" + part, images, labels(labels, 512, row, col, 256), List.of())));
    }
    return CheckedSet.of(
        "cloud masks, " + sensor,
        Segmentation.KIND,
        Map.of("optical", HLS),
        List.of("shadow", "water", "snow", "land", "cloud"),
        255,
        samples);
  }

  /** Five dates of 101 x 100 pixels in Slovenia with land use, dates in order. */
  static CheckedSet slovenia() {
    return slovenia(4, 1, 0, 3, 2);
  }

  /**
   * @param order the scenes of the file, in the order of the frames
   */
  static CheckedSet slovenia(int... order) {
    float[] scenes = Npy.read(file("landcover_timeseries_eolearn/REFERENCE_SCENES.npy")).floats();
    int[] use = ints(Npy.read(file("landcover_timeseries_eolearn/LULC.npy")).floats());
    int plane = 101 * 100;
    float[] data = new float[scenes.length];
    for (int c = 0; c < 13; c++) {
      for (int t = 0; t < 5; t++) {
        for (int i = 0; i < plane; i++) {
          data[(c * 5 + t) * plane + i] = scenes[(order[t] * plane + i) * 13 + c];
        }
      }
    }
    List<String> days =
        List.of("2015-08-20", "2015-07-31", "2015-09-09", "2015-08-30", "2015-07-11");
    List<LocalDateTime> dates =
        IntStream.of(order)
            .mapToObj(scene -> LocalDateTime.parse(days.get(scene) + "T10:00:00"))
            .toList();
    Map<String, Image> images = Map.of("optical", new Image(data, 13, 5, 101, 100));
    return CheckedSet.of(
        "Slovenia, 5 dates of S2 L1C",
        Segmentation.KIND,
        Map.of("optical", L1C),
        List.of("none", "cultivated", "forest", "grass", "shrub", "5", "6", "7", "artificial"),
        0,
        List.of(
            new CheckedSet.Placed(
                Split.TRAIN, sample("slovenia", images, new LabelMap(use, 101, 100), dates))));
  }

  /** One HLS L30 chip, after pixels without data and values that are none were marked. */
  static CheckedSet hls() {
    return hls(Float.NaN);
  }

  /** The same chip as its files have it. */
  static CheckedSet hlsAsItIs() {
    return hls(0);
  }

  /**
   * @param none value of pixels that are 0 in all bands; NaN also replaces the target -1
   */
  private static CheckedSet hls(float none) {
    float[] image = tiff(file("hls_terratorch/regression_test_0_input.tif"));
    float[] values = tiff(file("hls_terratorch/regression_test_0_label.tif"));
    int plane = values.length;
    for (int i = 0; i < plane; i++) {
      values[i] = Float.isNaN(none) && values[i] == -1 ? Float.NaN : values[i];
      // The thermal bands are 0 only there.
      for (int c = 0; image[9 * plane + i] == 0 && c < 10; c++) {
        image[c * plane + i] = c < 9 ? none : image[c * plane + i];
      }
    }
    for (int i = 9 * plane; i < image.length; i++) {
      image[i] = image[i] == 0 ? none : image[i];
    }
    Map<String, Image> images = Map.of("optical", new Image(image, 10, 1, 224, 224));
    return CheckedSet.of(
        "HLS L30 chip, sparse values",
        Regression.KIND,
        Map.of(
            "optical", List.of("B1", "B2", "B3", "B4", "B8A", "B11", "B12", "B10", "TIR1", "TIR2")),
        List.of("value"),
        -1,
        List.of(
            new CheckedSet.Placed(
                Split.TRAIN, sample("hls", images, new ValueMap(values, 224, 224), List.of()))));
  }

  static CheckedSet euroSat() {
    List<String> names =
        List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11", "B12", "B8A");
    List<CheckedSet.Placed> samples = new ArrayList<>();
    for (String name :
        List.of("AnnualCrop/AnnualCrop_1", "AnnualCrop/AnnualCrop_2", "Forest/Forest_1")) {
      Image image = new Image(tiff(file("eurosat/" + name + ".tif")), 13, 1, 64, 64);
      int type = name.startsWith("Forest") ? 1 : 0;
      samples.add(
          new CheckedSet.Placed(
              TURN[samples.size()],
              sample(name, Map.of("optical", image), new ImageClass(type), List.of())));
    }
    return CheckedSet.of(
        "EuroSAT tiles, S2 L1C",
        Classification.KIND,
        Map.of("optical", names),
        List.of("AnnualCrop", "Forest"),
        -1,
        samples);
  }

  /** Four months, two of them with snow. */
  static CheckedSet bioMassters() {
    String stem = "biomassters/train_features/0060c0a5_";
    List<String> months = List.of("00", "03", "05", "09");
    int plane = 128 * 128;
    float[] optical = new float[11 * 4 * plane];
    float[] sar = new float[4 * 4 * plane];
    for (int t = 0; t < 4; t++) {
      float[] s2 = tiff(file(stem + "S2_" + months.get(t) + ".tif"));
      float[] s1 = tiff(file(stem + "S1_" + months.get(t) + ".tif"));
      for (int c = 0; c < 11; c++) {
        System.arraycopy(s2, c * plane, optical, (c * 4 + t) * plane, plane);
      }
      for (int c = 0; c < 4; c++) {
        System.arraycopy(s1, c * plane, sar, (c * 4 + t) * plane, plane);
      }
    }
    for (int i = 0; i < sar.length; i++) {
      sar[i] = sar[i] == -9999 ? Float.NaN : sar[i];
    }
    Map<String, Image> images = new LinkedHashMap<>();
    images.put("optical", new Image(optical, 11, 4, 128, 128));
    images.put("sar", new Image(sar, 4, 4, 128, 128));
    float[] biomass = tiff(file("biomassters/train_agbm/0060c0a5_agbm.tif"));
    return CheckedSet.of(
        "BioMassters, 4 months of S1 and S2 L2A",
        Regression.KIND,
        Map.of(
            "optical",
            List.of("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12", "CLP"),
            "sar",
            List.of("VV_ASC", "VH_ASC", "VV_DESC", "VH_DESC")),
        List.of("biomass"),
        -1,
        List.of(
            new CheckedSet.Placed(
                Split.TRAIN,
                sample("0060c0a5", images, new ValueMap(biomass, 128, 128), List.of()))));
  }

  /** Two dates of a lake and fields in January, twelve bands. */
  static CheckedSet boadella() {
    float[] one = tiff(file("s2_boadella/Boadella_2020-01-13.tif"));
    float[] two = tiff(file("s2_boadella/Boadella_2020-01-28.tif"));
    int plane = one.length / 12;
    float[] data = new float[2 * one.length];
    for (int c = 0; c < 12; c++) {
      System.arraycopy(one, c * plane, data, 2 * c * plane, plane);
      System.arraycopy(two, c * plane, data, (2 * c + 1) * plane, plane);
    }
    Image image = new Image(data, 12, 2, 256, 280);
    return CheckedSet.of(
        "Boadella, 2 dates of S2 L2A",
        Classification.KIND,
        Map.of(
            "optical",
            List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B11", "B12")),
        List.of("lake"),
        -1,
        List.of(
            new CheckedSet.Placed(
                Split.TRAIN,
                sample("lake", Map.of("optical", image), new ImageClass(0), List.of()))));
  }

  /** Points of Presto's tasks, all dates of 200 points as one image of 200 x 1 pixels. */
  static CheckedSet points(String task, int dates) {
    float[] rows = Npy.read(file("presto_points/" + task + "/npy/s1_s2_era5_srtm.npy")).floats();
    int[] columns = {2, 3, 4, 5, 6, 7, 8, 9, 11, 12};
    float[] data = new float[10 * dates * 200];
    for (int c = 0; c < 10; c++) {
      for (int t = 0; t < dates; t++) {
        for (int i = 0; i < 200; i++) {
          data[(c * dates + t) * 200 + i] = rows[(i * dates + t) * 18 + columns[c]];
        }
      }
    }
    Image image = new Image(data, 10, dates, 200, 1);
    return CheckedSet.of(
        "points of " + task + ", S2 L1C",
        Classification.KIND,
        Map.of("optical", List.of("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12")),
        List.of("point"),
        -1,
        List.of(
            new CheckedSet.Placed(
                Split.TRAIN,
                sample(task, Map.of("optical", image), new ImageClass(0), List.of()))));
  }

  private static int[] ints(float[] values) {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[i];
    }
    return ints;
  }

  /** {@code [H,W,C]} as {@code [C,H,W]}. */
  private static float[] bandsFirst(float[] values, int bands) {
    int plane = values.length / bands;
    float[] data = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      data[i % bands * plane + i / bands] = values[i];
    }
    return data;
  }

  private static Image cut(float[] values, int bands, int side, int row, int col, int size) {
    float[] data = new float[bands * size * size];
    for (int c = 0; c < bands; c++) {
      for (int y = 0; y < size; y++) {
        System.arraycopy(
            values, (c * side + row + y) * side + col, data, (c * size + y) * size, size);
      }
    }
    return new Image(data, bands, 1, size, size);
  }

  private static LabelMap labels(int[] values, int side, int row, int col, int size) {
    int[] labels = new int[size * size];
    for (int y = 0; y < size; y++) {
      System.arraycopy(values, (row + y) * side + col, labels, y * size, size);
    }
    return new LabelMap(labels, size, size);
  }
}
