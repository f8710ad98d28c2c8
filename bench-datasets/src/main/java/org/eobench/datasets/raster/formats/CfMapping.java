package org.eobench.datasets.raster.formats;

import io.jhdf.api.Node;
import org.eobench.core.io.geotiff.Crs;
import org.jspecify.annotations.Nullable;

/**
 * The coordinate system of a grid mapping variable of the CF conventions: the EPSG code of its
 * well-known text, or longitude and latitude or UTM on WGS 84 by its parameters.
 */
final class CfMapping {
  private static final double RADIUS = 6_378_137;
  private static final double FLATTENING = 298.257_223_563;

  private CfMapping() {}

  /** Null if the system has no code that is known. */
  static @Nullable Crs crs(Node mapping) {
    for (String name : new String[] {"crs_wkt", "spatial_ref"}) {
      Crs crs = Crs.ofText(CfAttributes.text(mapping, name));
      if (crs != null) {
        return crs;
      }
    }
    String code = CfAttributes.text(mapping, "epsg_code").replaceFirst("(?i)EPSG:", "");
    if (code.matches("\\d{4,6}")) {
      return Crs.of(Integer.parseInt(code));
    }
    if (!isNear(mapping, "semi_major_axis", RADIUS, RADIUS)
        || !isNear(mapping, "inverse_flattening", FLATTENING, FLATTENING)) {
      return null;
    }
    return switch (CfAttributes.text(mapping, "grid_mapping_name")) {
      case "latitude_longitude" -> Crs.WGS_84;
      case "transverse_mercator" -> utm(mapping);
      default -> null;
    };
  }

  private static @Nullable Crs utm(Node mapping) {
    double zone =
        (CfAttributes.number(mapping, "longitude_of_central_meridian", Double.NaN) + 183) / 6;
    double north = CfAttributes.number(mapping, "false_northing", 0);
    boolean isUtm =
        zone == Math.rint(zone)
            && zone >= 1
            && zone <= 60
            && isNear(mapping, "scale_factor_at_central_meridian", 0.9996, 1)
            && isNear(mapping, "latitude_of_projection_origin", 0, 0)
            && isNear(mapping, "false_easting", 500_000, 0)
            && (north == 0 || north == 1e7);
    return isUtm ? Crs.projected((north == 0 ? 32_600 : 32_700) + (int) zone) : null;
  }

  private static boolean isNear(Node mapping, String name, double wanted, double missing) {
    double value = CfAttributes.number(mapping, name, missing);
    return Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
  }
}
