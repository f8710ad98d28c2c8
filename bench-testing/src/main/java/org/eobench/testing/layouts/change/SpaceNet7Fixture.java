package org.eobench.testing.layouts.change;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.io.AtomicFile;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * SpaceNet 7: monthly images in Web Mercator with an alpha plane, and buildings as longitudes and
 * latitudes. The third month of the first place is masked; another place is of no split.
 */
public enum SpaceNet7Fixture implements LayoutFixture {
  BUILDINGS("spacenet7"),
  CHANGES("spacenet7cd");

  public static final int SIDE = 64;
  public static final List<String> PLACES =
      List.of(
          "L15-0331E-1257N_1327_3160_13",
          "L15-1276E-1107N_5105_3761_13",
          "L15-0357E-1223N_1429_3296_13",
          "L15-0361E-1300N_1446_2989_13",
          "L15-0387E-1276N_1549_3087_13",
          "L15-0434E-1218N_1736_3318_13",
          "L15-0683E-1006N_2732_4164_99");

  private static final int MONTHS = 4;
  private static final double HALF = 20_037_508.342789244;
  private static final double TILE = HALF / 4096;

  private final String dataset;

  SpaceNet7Fixture(String dataset) {
    this.dataset = dataset;
  }

  @Override
  public String dataset() {
    return dataset;
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.chip_size=32", "dataset.img_size=32");
  }

  @Override
  public void write(Path root) {
    for (String place : PLACES) {
      for (int month = 1; month <= MONTHS; month++) {
        month(root, place, month);
      }
    }
    AtomicFile.writeString(file(root, PLACES.get(0), 3, "UDM_masks", "_UDM.geojson"), "{}");
  }

  /** The path of a file of a place and month. */
  public static Path file(Path root, String place, int month, String folder, String end) {
    return root.resolve(
        String.format(
            Locale.ROOT,
            "train/%s/%s/global_monthly_2018_%02d_mosaic_%1$s%s",
            place,
            folder,
            month,
            end));
  }

  /** Each month has one building more; it covers 4 x 4 pixels. */
  private static void month(Path root, String place, int month) {
    String[] parts = place.split("_");
    double west = -HALF + Integer.parseInt(parts[1]) * TILE;
    double north = HALF - (8191 - Integer.parseInt(parts[2])) * TILE;
    DrawnImages.Values values = DrawnImages.bytes(8L * place.hashCode() + month, 121, 106, 78);
    List<double[]> planes = new ArrayList<>();
    for (int band = 0; band < 3; band++) {
      int of = band;
      planes.add(
          IntStream.range(0, SIDE * SIDE).mapToDouble(pixel -> values.at(of, pixel)).toArray());
    }
    planes.add(IntStream.range(0, SIDE * SIDE).mapToDouble(i -> isMasked(i) ? 0 : 255).toArray());
    Path image = file(root, place, month, "images_masked", ".tif");
    TiffBuilder.unsigned(8, SIDE, SIDE, planes.toArray(double[][]::new))
        .lastBandIsAlpha()
        .epsg(3857)
        .northUp(west, north, TILE / SIDE, TILE / SIDE)
        .write(image);
    List<String> buildings = new ArrayList<>();
    for (int building = 0; building < 2 + month; building++) {
      buildings.add(building(building, west, north));
    }
    AtomicFile.writeString(
        file(root, place, month, "labels", "_Buildings.geojson"),
        "{\"type\": \"FeatureCollection\", \"crs\": {\"type\": \"name\", \"properties\": {\"name\":"
            + " \"urn:ogc:def:crs:OGC:1.3:CRS84\"}}, \"features\": ["
            + String.join(", ", buildings)
            + "]}");
  }

  /** Whether alpha hides a pixel: the upper left corner of 8 x 8. */
  public static boolean isMasked(int pixel) {
    return pixel % SIDE < 8 && pixel / SIDE < 8;
  }

  /** Whether a pixel is of a building in a month, from 1. */
  public static boolean isBuilding(int pixel, int month) {
    for (int building = 0; building < 2 + month; building++) {
      int row = pixel / SIDE - top(building);
      int col = pixel % SIDE - left(building);
      if (row >= 0 && row < 4 && col >= 0 && col < 4) {
        return true;
      }
    }
    return false;
  }

  private static int top(int building) {
    return (10 + 9 * building) % (SIDE - 8);
  }

  private static int left(int building) {
    return (12 + 11 * building) % (SIDE - 8);
  }

  private static String building(int building, double west, double north) {
    StringBuilder ring = new StringBuilder();
    int[][] corners = {{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}};
    for (int[] corner : corners) {
      double x = west + (left(building) + corner[0]) * TILE / SIDE;
      double y = north - (top(building) + corner[1]) * TILE / SIDE;
      double latitude = Math.toDegrees(2 * Math.atan(Math.exp(y / HALF * Math.PI)) - Math.PI / 2);
      ring.append(ring.length() == 0 ? "" : ", ")
          .append(String.format(Locale.ROOT, "[%.12f, %.12f, 0.0]", x / HALF * 180, latitude));
    }
    return "{\"type\": \"Feature\", \"properties\": {\"Id\": "
        + building
        + "}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [["
        + ring
        + "]]}}";
  }
}
