package org.eobench.core.dataset;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When and where an image was taken, as far as known. Encoders that were trained with time, place
 * or ground resolution read them from here.
 *
 * @param dates time (UTC) of each of the T frames, in order; empty if unknown. A date without a
 *     time of day is at noon
 * @param place centre of the chip, or null if unknown
 * @param groundResolution pixel size in metres, or null if unknown
 * @param footprint the ground that the chip covers, or null if unknown
 */
public record Acquisition(
    List<LocalDateTime> dates,
    @Nullable Place place,
    @Nullable Double groundResolution,
    @Nullable Footprint footprint) {
  /** All facts are unknown. */
  public static final Acquisition UNKNOWN = new Acquisition(List.of(), null, null);

  /**
   * A point on the Earth (WGS 84).
   *
   * @param latitude degrees, north positive, -90 to 90
   * @param longitude degrees, east positive, -180 to 180
   */
  public record Place(double latitude, double longitude) {
    public Place {
      if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "latitude %s, longitude %s: latitudes lie in -90..90, longitudes in -180..180",
                latitude,
                longitude));
      }
    }

    /** The point on the unit sphere, x, y and z, with the north pole at z = 1. */
    public float[] onUnitSphere() {
      double north = Math.toRadians(latitude);
      double east = Math.toRadians(longitude);
      return new float[] {
        (float) (Math.cos(north) * Math.cos(east)),
        (float) (Math.cos(north) * Math.sin(east)),
        (float) Math.sin(north)
      };
    }

    /**
     * A point whose longitude counts from -180 to 180 or from 0 to 360; null where the numbers are
     * no latitude and longitude.
     */
    public static @Nullable Place of(double latitude, double longitude) {
      boolean known = Math.abs(latitude) <= 90 && longitude >= -180 && longitude <= 360;
      return known ? new Place(latitude, longitude > 180 ? longitude - 360 : longitude) : null;
    }
  }

  public Acquisition {
    dates = List.copyOf(dates);
  }

  /** An acquisition of unknown extent. */
  public Acquisition(
      List<LocalDateTime> dates, @Nullable Place place, @Nullable Double groundResolution) {
    this(dates, place, groundResolution, null);
  }

  /**
   * The same acquisition with another pixel size, as after a resize.
   *
   * @param factor new pixel size divided by the old one
   */
  public Acquisition scaled(double factor) {
    return groundResolution == null
        ? this
        : new Acquisition(dates, place, groundResolution * factor, footprint);
  }
}
