package org.eobench.datasets.opencanopy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.vector.Feature;
import org.eobench.datasets.vector.VectorFile;
import org.locationtech.jts.geom.Envelope;

/** The cells of {@code geometries.geojson}, in file order. */
final class CanopyCells {
  /** The split of cells between those of test and the others, which are not used. */
  private static final String BUFFER = "buffer";

  private static final String SPOT = "pansharpened";

  private final Map<Split, List<Cell>> bySplit = new EnumMap<>(Split.class);
  private final Map<String, String> places = new LinkedHashMap<>();
  private int buffer;

  /**
   * A square of the ground.
   *
   * @param id year and lower left corner in kilometres: {@code 2021/912_6712}
   * @param place file and number of the feature, for messages
   * @param box bounds in the coordinate system of the image
   * @param spot the image
   * @param lidar the heights, on the grid of the image
   */
  record Cell(String id, String place, Envelope box, Path spot, Path lidar) {}

  private CanopyCells() {}

  /**
   * Reads the cells.
   *
   * @throws BenchException if the file is missing or damaged, or a cell lacks its split or image
   */
  static CanopyCells read(DataFolder folder) {
    CanopyCells cells = new CanopyCells();
    Path file = folder.require("geometries.geojson");
    for (Feature feature : VectorFile.read(file, null).features()) {
      cells.add(feature, folder.root());
    }
    return cells;
  }

  private void add(Feature feature, Path root) {
    String split = attribute(feature, "split");
    String image = attribute(feature, "image_name");
    String stem = image.substring(image.lastIndexOf('_') + 1);
    if (!image.matches("[\\w.-]+") || !image.contains(SPOT) || !stem.matches("\\d{4}.*")) {
      throw fault(
          feature,
          "the attribute image_name is '" + image + "'",
          "a file name such as compressed_pansharpened_20210405.tif");
    }
    if (split.equals(BUFFER)) {
      buffer++;
      return;
    }
    String year = stem.substring(0, 4);
    Envelope box = feature.geometry().getEnvelopeInternal();
    String id =
        String.format(
            Locale.ROOT,
            "%s/%d_%d",
            year,
            Math.round(box.getMinX() / 1000),
            Math.round(box.getMinY() / 1000));
    String other = places.putIfAbsent(id, feature.place());
    if (other != null) {
      throw fault(
          feature, "the cell " + id + " is listed twice, also as " + other, "each cell once");
    }
    Path folder = root.resolve(year);
    bySplit
        .computeIfAbsent(split(feature, split), key -> new ArrayList<>())
        .add(
            new Cell(
                id,
                feature.place(),
                box,
                folder.resolve("spot/" + image),
                folder.resolve("lidar/" + image.replace(SPOT, "lidar"))));
  }

  private static Split split(Feature feature, String word) {
    for (Split split : Split.values()) {
      if (split.key().equals(word)) {
        return split;
      }
    }
    throw fault(feature, "the attribute split is '" + word + "'", "train, val, test or buffer");
  }

  private static String attribute(Feature feature, String key) {
    String text = feature.attributes().get(key);
    if (text == null) {
      throw fault(
          feature,
          "the cell has no attribute '" + key + "'",
          Suggest.sentence(key, feature.attributes().keySet()));
    }
    return text;
  }

  private static BenchException fault(Feature feature, String what, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("CanopyCells", what)
            .at(feature.place())
            .expecting(expected)
            .next("download geometries.geojson again"));
  }

  List<Cell> of(Split split) {
    return bySplit.getOrDefault(split, List.of());
  }

  List<String> remarks() {
    return buffer == 0
        ? List.of()
        : List.of(buffer + " cells of the buffer between test and the others are not used");
  }
}
