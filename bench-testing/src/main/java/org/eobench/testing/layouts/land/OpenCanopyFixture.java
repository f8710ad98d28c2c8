package org.eobench.testing.layouts.land;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.io.AtomicFile;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/** Open-Canopy: one large image for each of two years, and cells of 32 x 32 pixels on them. */
public final class OpenCanopyFixture implements LayoutFixture {
  public static final int CELL = 32;
  public static final int COLUMNS = 4;
  public static final int ROWS = 2;

  private static final double METRES = 1000.0 / CELL;
  private static final double WEST = 912_000;
  private static final double NORTH = 6_714_000;

  @Override
  public String dataset() {
    return "opencanopy";
  }

  /** Cells from left to right, row by row: four for train, then buffer, val, test, test or val. */
  @Override
  public void write(Path root) {
    List<String> features = new ArrayList<>();
    String[] splits = {"train", "train", "train", "train", "buffer", "val", "test", "test"};
    for (String date : List.of("20210405", "20230611")) {
      images(root, date);
      for (int cell = 0; cell < splits.length; cell++) {
        String split = date.startsWith("2023") && cell == 7 ? "val" : splits[cell];
        features.add(feature(cell, split, "compressed_pansharpened_" + date + ".tif"));
      }
    }
    AtomicFile.writeString(
        root.resolve("geometries.geojson"),
        "{\"type\": \"FeatureCollection\", \"crs\": {\"type\": \"name\", \"properties\": {\"name\":"
            + " \"urn:ogc:def:crs:EPSG::2154\"}}, \"features\": ["
            + String.join(",\n", features)
            + "]}");
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + CELL);
  }

  private static void images(Path root, String date) {
    int height = ROWS * CELL;
    int width = COLUMNS * CELL;
    DrawnImages.Values values = DrawnImages.bytes(date.hashCode(), 90, 95, 80, 140);
    List<double[]> planes = new ArrayList<>();
    for (int band = 0; band < 4; band++) {
      int of = band;
      planes.add(
          IntStream.range(0, height * width).mapToDouble(pixel -> values.at(of, pixel)).toArray());
    }
    Path year = root.resolve(date.substring(0, 4));
    TiffBuilder.unsigned(8, width, height, planes.toArray(double[][]::new))
        .epsg(2154)
        .northUp(WEST, NORTH, METRES, METRES)
        .write(year.resolve("spot/compressed_pansharpened_" + date + ".tif"));
    TiffBuilder.unsigned(
            16,
            width,
            height,
            IntStream.range(0, height * width).mapToDouble(OpenCanopyFixture::decimetres).toArray())
        .epsg(2154)
        .northUp(WEST, NORTH, METRES, METRES)
        .write(year.resolve("lidar/compressed_lidar_" + date + ".tif"));
  }

  /** The stored height of a pixel of the large image. */
  public static double decimetres(int pixel) {
    return pixel % 251;
  }

  private static String feature(int cell, String split, String image) {
    double left = WEST + 1000 * (cell % COLUMNS);
    double top = NORTH - 1000 * (cell / COLUMNS);
    return String.format(
        Locale.ROOT,
        "{\"type\": \"Feature\", \"properties\": {\"split\": \"%s\", \"image_name\": \"%s\"},"
            + " \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[%3$f, %4$f], [%5$f,"
            + " %4$f], [%5$f, %6$f], [%3$f, %6$f], [%3$f, %4$f]]]}}",
        split,
        image,
        left,
        top - 1000,
        left + 1000,
        top);
  }
}
