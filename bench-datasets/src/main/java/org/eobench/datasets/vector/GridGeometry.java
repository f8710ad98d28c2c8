package org.eobench.datasets.vector;

import java.nio.file.Path;
import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.datasets.raster.UtmZone;
import org.eobench.datasets.raster.WebMercator;
import org.eobench.datasets.raster.formats.Grid;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/**
 * Geometries in the coordinate system of an image: the same system, WGS 84 longitudes and
 * latitudes, UTM zones on WGS 84, or Web Mercator. Only vertices are converted; edges are straight
 * in the image's system, as after ogr2ogr.
 */
public final class GridGeometry {
  private GridGeometry() {}

  /** Whether coordinates can be converted. */
  public static boolean isKnown(Crs from, Crs to) {
    return from.epsg() == to.epsg() || (isKnown(from) && isKnown(to));
  }

  private static boolean isKnown(Crs crs) {
    return crs.epsg() == Crs.WGS_84.epsg() || WebMercator.is(crs) || UtmZone.of(crs) != null;
  }

  /**
   * The coordinate system of an image.
   *
   * @throws BenchException if the image has no georeference, or the polygons are in a system that
   *     cannot be converted to the image's
   */
  public static Crs requireSystem(Grid image, String imagePlace, VectorFile file, Crs from) {
    Crs to = image.crs();
    if (to == null || image.transform() == null) {
      throw VectorFile.fault(
          Path.of(imagePlace),
          "the image has no "
              + (image.transform() == null ? "georeference" : "known coordinate system")
              + ", so polygons have no place on it",
          "a GeoTIFF with an EPSG code",
          image.transform() == null
              ? "write the images as GeoTIFFs with a georeference, or take a mask for labels"
              : "give it one, for example: `gdal_edit.py -a_srs EPSG:CODE FILE`");
    }
    if (!isKnown(from, to)) {
      throw VectorFile.fault(
          file.path(),
          "the polygons are in EPSG:" + from.epsg() + ", the image in EPSG:" + to.epsg(),
          "EPSG:" + to.epsg() + ", or WGS 84 (EPSG:4326), UTM or EPSG:3857 for both",
          "convert the polygons: "
              + VectorFile.conversion(file.path(), "-t_srs EPSG:" + to.epsg() + " "));
    }
    return to;
  }

  /** A copy of a geometry with the coordinates of another system. */
  public static Geometry convert(Geometry geometry, Crs from, Crs to) {
    Geometry copy = geometry.copy();
    if (from.epsg() == to.epsg()) {
      return copy;
    }
    UtmZone source = UtmZone.of(from);
    UtmZone target = UtmZone.of(to);
    copy.apply(
        new Change() {
          @Override
          double[] of(double x, double y) {
            Place place = source == null ? place(from, x, y) : source.place(x, y);
            if (place == null) {
              return new double[] {Double.NaN, Double.NaN};
            }
            return target == null
                ? map(to, place.latitude(), place.longitude())
                : target.map(place.latitude(), place.longitude());
          }
        });
    return copy;
  }

  /**
   * How far to the east a geometry lies again: at whole turns of the Earth for longitudes, which
   * images count from -180 to 180, from 0 to 360, or across the date line.
   */
  public static double[] turns(Crs system) {
    return system.projected() ? new double[] {0} : new double[] {0, -360, 360};
  }

  /** From Web Mercator or WGS 84. */
  private static @Nullable Place place(Crs from, double x, double y) {
    if (WebMercator.is(from)) {
      return WebMercator.place(x, y);
    }
    return Place.of(y, x);
  }

  /** To Web Mercator or WGS 84. */
  private static double[] map(Crs to, double latitude, double longitude) {
    return WebMercator.is(to)
        ? WebMercator.map(latitude, longitude)
        : new double[] {longitude, latitude};
  }

  /**
   * A copy of a geometry in pixels of an image: x columns and y rows from the upper left corner.
   */
  public static Geometry pixels(Geometry map, GeoTransform t) {
    double area = t.a() * t.e() - t.b() * t.d();
    Geometry copy = map.copy();
    copy.apply(
        new Change() {
          @Override
          double[] of(double x, double y) {
            double east = x - t.c();
            double south = y - t.f();
            return new double[] {
              (t.e() * east - t.b() * south) / area, (t.a() * south - t.d() * east) / area
            };
          }
        });
    return copy;
  }

  private abstract static class Change implements CoordinateSequenceFilter {
    abstract double[] of(double x, double y);

    @Override
    public void filter(CoordinateSequence points, int i) {
      double[] changed = of(points.getX(i), points.getY(i));
      points.setOrdinate(i, 0, changed[0]);
      points.setOrdinate(i, 1, changed[1]);
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return true;
    }
  }
}
