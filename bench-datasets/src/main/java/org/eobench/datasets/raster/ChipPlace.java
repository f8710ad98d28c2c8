package org.eobench.datasets.raster;

import java.time.LocalDateTime;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.Grid;
import org.jspecify.annotations.Nullable;

/**
 * The place and ground resolution of a chip, from its GeoTIFF's georeference. It supports WGS 84
 * latitudes and longitudes (EPSG:4326), UTM (EPSG:326xx, 327xx) and Web Mercator (EPSG:3857). For
 * other systems or implausible numbers, place and ground resolution are unknown; odd metadata never
 * make a sample fail.
 */
public final class ChipPlace {
  /** One degree of the equator in metres, as Google Earth Engine converts them. */
  private static final double METRES_PER_DEGREE = 2 * Math.PI * 6_378_137 / 360;

  private ChipPlace() {}

  /**
   * The known facts about a chip.
   *
   * @param info header of the whole file
   * @param part the chip within the file; its centre is the place, even if it is cropped later
   * @param dates dates of its frames, or empty
   * @param otherwise coordinate system to use if the file names none, or null
   */
  public static Acquisition of(
      GeoTiffInfo info, Window part, List<LocalDateTime> dates, @Nullable Crs otherwise) {
    return of(Grid.of(info), part, dates, otherwise);
  }

  /** Like {@link #of(GeoTiffInfo, Window, List, Crs)}, for a raster of any format. */
  public static Acquisition of(
      Grid info, Window part, List<LocalDateTime> dates, @Nullable Crs otherwise) {
    GeoTransform transform = info.transform();
    Crs crs = info.crs() == null ? otherwise : info.crs();
    if (transform == null || crs == null) {
      return new Acquisition(dates, null, null, ChipFootprint.of(info, part, crs));
    }
    Footprint footprint = ChipFootprint.of(info, part, crs);
    double column = part.col() + part.width() / 2.0;
    double row = part.row() + part.height() / 2.0;
    double x = transform.a() * column + transform.b() * row + transform.c();
    double y = transform.d() * column + transform.e() * row + transform.f();
    double side = Math.hypot(transform.b(), transform.e());
    UtmZone zone = UtmZone.of(crs);
    if (zone != null) {
      return known(dates, zone.place(x, y), side, footprint);
    }
    if (WebMercator.is(crs)) {
      Place place = WebMercator.place(x, y);
      double shrink = place == null ? 1 : Math.cos(Math.toRadians(place.latitude()));
      return known(dates, place, side * shrink, footprint);
    }
    Place place = crs.epsg() == Crs.WGS_84.epsg() ? Place.of(y, x) : null;
    return place != null
        ? known(dates, place, side * METRES_PER_DEGREE, footprint)
        : new Acquisition(dates, null, null, footprint);
  }

  private static Acquisition known(
      List<LocalDateTime> dates,
      @Nullable Place place,
      double groundResolution,
      @Nullable Footprint footprint) {
    boolean sensible = Double.isFinite(groundResolution) && groundResolution > 0;
    return new Acquisition(dates, place, sensible ? groundResolution : null, footprint);
  }
}
