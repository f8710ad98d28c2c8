package org.eobench.testing.layouts.geobench;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.testing.files.PickleBuilder;
import org.eobench.testing.files.PickleBuilder.Instance;
import org.eobench.testing.files.PickleBuilder.LongArray;
import org.eobench.testing.files.PickleBuilder.LongScalar;
import org.eobench.testing.files.PickleBuilder.Tuple;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * A data set of GEO-Bench 1.0: an HDF5 file for each sample, with the metadata as a pickle.
 *
 * @param dataset value of {@code dataset=}
 * @param sensor class of the bands in {@code geobench.dataset}
 * @param bands names of the bands in the files, with the mean of each
 * @param labels kind of the labels
 * @param classes number of classes
 * @param dated whether the names of the bands end with a date
 */
public record GeoBenchFixture(
    String dataset,
    String sensor,
    Map<String, Double> bands,
    Labels labels,
    int classes,
    boolean dated)
    implements LayoutFixture {
  /** Side of the images in pixels. */
  public static final int SIZE = 32;

  private static final int SAMPLES = 6;
  private static final String WKT =
      "PROJCS[\"WGS 84 / UTM zone 35N\",GEOGCS[\"WGS 84\",AUTHORITY[\"EPSG\",\"4326\"]],"
          + "AUTHORITY[\"EPSG\",\"32635\"]]";

  /** Kinds of labels. */
  public enum Labels {
    /** A number in the metadata. */
    CLASS,
    /** A vector of 0 and 1 in the metadata. */
    CLASSES,
    /** The array {@code label}. */
    MAP
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIZE);
  }

  @Override
  public void write(Path root) throws IOException {
    for (int sample = 0; sample < SAMPLES; sample++) {
      writeSample(root, sample);
    }
    Files.write(root.resolve("task_specs.pkl"), PickleBuilder.of(specs()));
    Files.writeString(root.resolve("default_partition.json"), partition(0, 1));
    Files.writeString(root.resolve("0.50x_train_partition.json"), partition(1));
    String stats =
        bands.entrySet().stream()
            .map(
                band ->
                    String.format(
                        Locale.ROOT,
                        "\"%s\": {\"mean\": %s, \"std\": %s, \"min\": %s, \"max\": %s}",
                        band.getKey(),
                        band.getValue(),
                        band.getValue() / 4,
                        band.getValue() / 2,
                        band.getValue() * 2))
            .collect(Collectors.joining(",\n", "{", "}\n"));
    Files.writeString(root.resolve("band_stats.json"), stats);
  }

  /** The name of a sample, from 0. */
  public static String id(int sample) {
    return String.format(Locale.ROOT, "id_%04d", 1905 + 3 * sample);
  }

  private static String partition(int... train) {
    String first =
        IntStream.of(train).mapToObj(i -> '"' + id(i) + '"').collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "{\"train\": [%s], \"valid\": [\"%s\", \"%s\"], \"test\": [\"%s\", \"%s\"]}\n",
        first,
        id(2),
        id(3),
        id(4),
        id(5));
  }

  private void writeSample(Path root, int sample) {
    LocalDate date = LocalDate.of(2019, 11, 5 + sample);
    Map<String, Object> metadata = new LinkedHashMap<>();
    List<String> order = new ArrayList<>();
    try (WritableHdfFile out = HdfFile.write(root.resolve(id(sample) + ".hdf5"))) {
      int position = 0;
      for (Map.Entry<String, Double> band : bands.entrySet()) {
        String name = dated ? band.getKey() + "_" + date : band.getKey();
        out.putDataset(name, pixels(band.getValue(), sample, position++));
        metadata.put(name, band(instance(band.getKey()), date));
        order.add(name);
      }
      if (labels == Labels.MAP) {
        out.putDataset("label", map(sample));
        Instance legend =
            new Instance(
                "geobench.dataset.SegmentationClasses",
                List.of(),
                Map.of("name", "label", "n_classes", classes));
        metadata.put("label", band(legend, date));
        order.add("label");
      } else {
        metadata.put("label", labels == Labels.CLASS ? sample % classes : vector(sample));
      }
      metadata.put("bands_order", order);
      out.putAttribute("pickle", PickleBuilder.printed(PickleBuilder.of(metadata)));
    }
  }

  /** A texture around the mean of a band, by sample. */
  private static float[][] pixels(double mean, int sample, int band) {
    float[][] pixels = new float[SIZE][SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int col = 0; col < SIZE; col++) {
        double wave = Math.sin(0.7 * row + 0.3 * col * (1 + sample % 3) + band);
        pixels[row][col] = (float) (mean * (1 + 0.02 * sample + 0.2 * wave));
      }
    }
    return pixels;
  }

  private long[][] map(int sample) {
    long[][] map = new long[SIZE][SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int col = 0; col < SIZE; col++) {
        map[row][col] = (row / 8 + col / 8 + sample) % classes;
      }
    }
    return map;
  }

  /** Each class whose number is the sample's or three more, and so on. */
  private LongArray vector(int sample) {
    return new LongArray(
        IntStream.range(0, classes).mapToObj(k -> k % 3 == sample % 3 ? 1L : 0L).toList());
  }

  private Map<String, Object> band(Instance info, LocalDate date) {
    Map<String, Object> band = new LinkedHashMap<>();
    if (dated) {
      band.put("date", date);
    }
    band.put("spatial_resolution", 10);
    band.put("band_info", info);
    band.put(
        "transform",
        new Instance(
            "affine.Affine", List.of(10.0, 0.0, 624_600.0, 0.0, -10.0, 4_877_280.0), null));
    band.put("crs", new Instance("rasterio.crs.CRS", List.of(), WKT));
    return band;
  }

  private Instance instance(String name) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("name", name);
    attributes.put("alt_names", new Tuple(List.of(name.substring(0, 2))));
    attributes.put("spatial_resolution", 10);
    return new Instance("geobench.dataset." + sensor, List.of(), attributes);
  }

  private Instance specs() {
    String type =
        switch (labels) {
          case CLASS -> "geobench.label.Classification";
          case CLASSES -> "geobench.label.MultiLabelClassification";
          case MAP -> "geobench.dataset.SegmentationClasses";
        };
    Map<String, Object> specs = new LinkedHashMap<>();
    specs.put("dataset_name", dataset);
    specs.put("benchmark_name", "classification_v0.8.5");
    specs.put("patch_size", new Tuple(List.of(SIZE, SIZE)));
    specs.put("n_time_steps", 1);
    specs.put("bands_info", bands.keySet().stream().map(this::instance).toList());
    specs.put("label_type", new Instance(type, List.of(), Map.of("n_classes", classes)));
    specs.put("eval_metrics", new PickleBuilder.Type("geobench.task.Accuracy"));
    specs.put("spatial_resolution", new LongScalar(10));
    return new Instance("geobench.task.TaskSpecifications", List.of(), specs);
  }
}
