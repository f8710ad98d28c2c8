package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.OwnProjection;
import org.eobench.datasets.raster.formats.Grid;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the files of one sample show the same ground, pixel by pixel. Georeferences are
 * compared at all four corners, which a shift, another pixel size, a rotation and a transposition
 * all move. A file without a georeference is accepted.
 */
public final class GridAgreement {
  private static final double MOST_PIXELS = 0.5;
  private static final String[] CORNERS = {
    "upper left", "upper right", "lower left", "lower right"
  };

  private GridAgreement() {}

  /**
   * @param file an image of a modality other than the first
   * @param grid header of the first modality's image
   * @throws BenchException if size, coordinate system or place differ
   */
  public static void requireSame(Path file, Grid info, Grid grid) {
    if (!info.isSameSize(grid)) {
      throw mismatch(
          file.toString(),
          String.format(
              Locale.ROOT, "the image has %d rows x %d columns", info.height(), info.width()),
          String.format(
              Locale.ROOT,
              "the %d rows x %d columns of the first modality",
              grid.height(),
              grid.width()),
          grid);
    }
    requireSamePlace(file, info, grid);
  }

  /** Like {@link #requireSame(Path, Grid, Grid)}, for the headers of GeoTIFFs. */
  public static void requireSame(Path file, GeoTiffInfo info, GeoTiffInfo grid) {
    requireSame(file, Grid.of(info), Grid.of(grid));
  }

  /** Like {@link #requireSamePlace(Path, Grid, Grid)}, for the headers of GeoTIFFs. */
  public static void requireSamePlace(Path file, GeoTiffInfo info, GeoTiffInfo grid) {
    requireSamePlace(file, Grid.of(info), Grid.of(grid));
  }

  /**
   * Compares the georeferences of two files of the same size; sizes are compared when a file is
   * read.
   *
   * @param file the mask, or another image
   * @param grid header of the image
   * @throws BenchException if coordinate systems differ, or a corner is off by more than half a
   *     pixel
   */
  public static void requireSamePlace(Path file, Grid info, Grid grid) {
    GeoTransform here = info.transform();
    GeoTransform there = grid.transform();
    boolean oneSize = info.isSameSize(grid);
    if (here == null || there == null || !oneSize) {
      return;
    }
    requireSameSystem(file.toString(), info, grid);
    String corner = strayCorner(here, there, grid);
    if (corner != null) {
      throw mismatch(
          file.toString(),
          "the file is at another place: " + corner + "; it has the geotransform " + text(here),
          "the image's geotransform " + text(there) + " within half a pixel at every corner",
          grid);
    }
  }

  /**
   * @param place file, for messages
   * @throws BenchException if the coordinate systems of two files are known and differ
   */
  static void requireSameSystem(String place, Grid info, Grid grid) {
    Integer epsg = info.epsg();
    Integer wanted = grid.epsg();
    if (epsg != null && wanted != null && !epsg.equals(wanted)) {
      throw mismatch(
          place, "the file is in EPSG:" + epsg, "EPSG:" + wanted + ", like its image", grid);
    }
    OwnProjection own = projection(info);
    OwnProjection other = projection(grid);
    if (own != null && other != null && own.contradicts(other)) {
      String system = wanted == null ? other.toString() : "EPSG:" + wanted;
      throw mismatch(place, "the file is in " + own, system + ", like its image", grid);
    }
  }

  /**
   * The error of a file that covers another extent than its image.
   *
   * @param gap distance of two edges in pixels of the coarser file; NaN if one of them is rotated
   */
  static BenchException otherExtent(String place, Grid info, Grid grid, double gap) {
    GeoTransform here = info.transform();
    GeoTransform there = grid.transform();
    return mismatch(
        place,
        Double.isNaN(gap)
            ? "the file is rotated or mirrored against its image"
            : String.format(
                Locale.ROOT,
                "the file covers another extent: an edge is off by %s pixels of the coarser grid",
                pixels(gap)),
        String.format(
            Locale.ROOT,
            "the extent of the image within half a pixel, which has %d rows x %d columns and the"
                + " geotransform %s; the file has %d x %d and %s",
            grid.height(),
            grid.width(),
            there == null ? "none" : text(there),
            info.height(),
            info.width(),
            here == null ? "none" : text(here)),
        grid);
  }

  /** The known method and parameters of a projection: spelled out, or those of UTM. */
  private static @Nullable OwnProjection projection(Grid info) {
    Crs crs = info.crs();
    UtmZone zone = crs == null ? null : UtmZone.of(crs);
    return zone == null ? info.projection() : zone.spelledOut();
  }

  /** A phrase about the corner with the largest offset, or null if all match. */
  private static @Nullable String strayCorner(GeoTransform here, GeoTransform there, Grid grid) {
    if (here.equals(there)) {
      return null;
    }
    int worst = 0;
    double most = -1;
    for (int i = 0; i < CORNERS.length; i++) {
      double off = distance(here, there, i / 2 * grid.height(), i % 2 * grid.width());
      if (Double.isNaN(off) || off > most) {
        most = off;
        worst = i;
      }
    }
    return most <= MOST_PIXELS
        ? null
        : String.format(
            Locale.ROOT, "its %s corner is off by %s pixels", CORNERS[worst], pixels(most));
  }

  /** One decimal, or two if one decimal would round to the tolerance of half a pixel. */
  private static String pixels(double off) {
    String text = String.format(Locale.ROOT, "%.1f", off);
    return text.equals("0.5") ? String.format(Locale.ROOT, "%.2f", off) : text;
  }

  /** The offset of a corner in pixels along the rows or columns. */
  private static double distance(GeoTransform here, GeoTransform there, int row, int col) {
    GeoTransform corner = here.shifted(row, col);
    GeoTransform right = there.shifted(row, col);
    double x = corner.c() - right.c();
    double y = corner.f() - right.f();
    double area = there.a() * there.e() - there.b() * there.d();
    double cols = (there.e() * x - there.b() * y) / area;
    double rows = (there.a() * y - there.d() * x) / area;
    return Math.max(Math.abs(cols), Math.abs(rows));
  }

  /** The six numbers in the order in which GDAL prints them. */
  private static String text(GeoTransform t) {
    return String.format(
        Locale.ROOT,
        "(%s, %s, %s, %s, %s, %s)",
        number(t.c()),
        number(t.a()),
        number(t.b()),
        number(t.f()),
        number(t.d()),
        number(t.e()));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static BenchException mismatch(String file, String what, String expected, Grid grid) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("GridMismatch", what)
            .at(file)
            .expecting(expected)
            .next(
                grid.projection() == null
                    ? "check that the files belong together; if so, warp this one to the grid of"
                        + " its image, for example: "
                        + warp(file, grid)
                    : "check that the files belong together; if so, convert both to one coordinate"
                        + " system with an EPSG code, using gdalwarp -t_srs"));
  }

  private static String warp(String file, Grid grid) {
    GeoTransform t = grid.transform();
    boolean northUp = t != null && t.isNorthUp() && t.a() > 0 && t.e() < 0;
    String extent =
        t != null && northUp
            ? String.format(
                Locale.ROOT,
                " -te %s %s %s %s",
                number(t.c()),
                number(t.f() + t.e() * grid.height()),
                number(t.c() + t.a() * grid.width()),
                number(t.f()))
            : "";
    String system = grid.epsg() == null ? "" : " -t_srs EPSG:" + grid.epsg();
    return String.format(
        Locale.ROOT,
        "`gdalwarp -r near%s%s -ts %d %d %s out.tif`",
        system,
        extent,
        grid.width(),
        grid.height(),
        ShellWord.of(file));
  }
}
