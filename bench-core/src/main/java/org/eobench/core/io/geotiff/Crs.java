package org.eobench.core.io.geotiff;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A coordinate reference system, identified by its EPSG code.
 *
 * @param epsg code, such as 32610
 * @param projected whether coordinates are metres on a plane instead of degrees
 */
public record Crs(int epsg, boolean projected) {
  /** Longitudes and latitudes on WGS 84. */
  public static final Crs WGS_84 = geographic(4326);

  /**
   * Further systems of longitudes and latitudes: NAD27, NAD83, GDA94, ETRS89, CGCS2000, GDA2020.
   */
  private static final Set<Integer> GEOGRAPHIC = Set.of(4267, 4269, 4283, 4258, 4490, 7844);

  private static final Pattern ROOT =
      Pattern.compile("(?is).*(?:AUTHORITY|ID)\\[\"EPSG\",\\s*\"?(\\d{4,6})\"?]\\s*]\\s*");

  private static final Pattern DEGREES = Pattern.compile("(?is)\\s*(GEOG|GEODETICCRS)");

  public static Crs projected(int epsg) {
    return new Crs(epsg, true);
  }

  /**
   * The system of a code alone: longitudes and latitudes for WGS 84 and the systems of continents,
   * projected for any other.
   */
  public static Crs of(int epsg) {
    return epsg == WGS_84.epsg || GEOGRAPHIC.contains(epsg) ? geographic(epsg) : projected(epsg);
  }

  /**
   * The system of a well-known text (WKT 1 or 2) by the code of its outermost element, which stands
   * at the end; null if it has none.
   */
  public static @Nullable Crs ofText(String wkt) {
    Matcher root = ROOT.matcher(wkt);
    if (!root.matches()) {
      return null;
    }
    int epsg = Integer.parseInt(root.group(1));
    boolean degrees = DEGREES.matcher(wkt).lookingAt();
    return degrees ? geographic(epsg) : projected(epsg);
  }

  public static Crs geographic(int epsg) {
    return new Crs(epsg, false);
  }
}
