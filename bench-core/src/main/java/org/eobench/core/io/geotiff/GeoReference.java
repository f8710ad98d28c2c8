package org.eobench.core.io.geotiff;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eobench.core.io.FileFault;
import org.jspecify.annotations.Nullable;

/**
 * The georeference of a TIFF: coordinate reference system and pixel transform from the GeoTIFF 1.1
 * tags, interpreted like GDAL.
 *
 * @param crs system by EPSG code, or null. A projected system without a code has none: the code of
 *     its geographic base does not describe its coordinates
 * @param projection parameters of such a projected system, or null
 * @param negativeScaleY whether the file declares rows that run north, which is ignored
 */
record GeoReference(
    @Nullable Crs crs,
    @Nullable OwnProjection projection,
    @Nullable GeoTransform transform,
    boolean negativeScaleY) {
  private static final int MODEL_TYPE = 1024;
  private static final int MODEL_IS_PROJECTED = 1;
  private static final int RASTER_TYPE = 1025;
  private static final int GEOGRAPHIC = 2048;
  private static final int PROJECTED = 3072;
  private static final int PIXEL_IS_POINT = 2;
  private static final int LARGEST_EPSG = 32766;

  static GeoReference of(TiffDirectory tags, FileFault fault) {
    long[] keys =
        tags.has(TiffTag.GEO_KEY_DIRECTORY) ? tags.numbers(TiffTag.GEO_KEY_DIRECTORY) : new long[0];
    Long projected = epsg(keys, PROJECTED);
    Long geographic = epsg(keys, GEOGRAPHIC);
    Crs crs = null;
    if (projected != null) {
      crs = Crs.projected(projected.intValue());
    } else if (geographic != null && !isProjected(keys)) {
      crs = Crs.geographic(geographic.intValue());
    }
    GeoTransform transform = transform(tags, fault);
    Long raster = key(keys, RASTER_TYPE);
    if (transform != null && raster != null && raster == PIXEL_IS_POINT) {
      transform = halfPixelBack(transform);
    }
    OwnProjection own = crs == null ? ownProjection(tags, keys) : null;
    return new GeoReference(crs, own, transform, isNegativeScaleY(tags));
  }

  /** Whether the system is projected but has no EPSG code. */
  private static boolean isProjected(long[] keys) {
    Long model = key(keys, MODEL_TYPE);
    return model == null ? key(keys, PROJECTED) != null : model == MODEL_IS_PROJECTED;
  }

  /** Method and parameters of a projection; null if the file has none. */
  private static @Nullable OwnProjection ownProjection(TiffDirectory tags, long[] keys) {
    double[] numbers =
        tags.has(TiffTag.GEO_DOUBLE_PARAMS)
            ? tags.doubles(TiffTag.GEO_DOUBLE_PARAMS)
            : new double[0];
    SortedMap<Integer, Double> own = new TreeMap<>();
    for (int i = 4; i + 3 < keys.length; i += 4) {
      int id = (int) keys[i];
      long at = keys[i + 3];
      if (id == OwnProjection.METHOD && keys[i + 1] == 0) {
        own.put(id, (double) at);
      } else if (id > OwnProjection.METHOD
          && id <= OwnProjection.LAST
          && keys[i + 1] == TiffTag.GEO_DOUBLE_PARAMS.code()
          && at < numbers.length) {
        own.put(id, numbers[(int) at]);
      }
    }
    return own.isEmpty() ? null : new OwnProjection(own);
  }

  private static @Nullable Long epsg(long[] keys, int id) {
    Long code = key(keys, id);
    return code == null || code < 1 || code > LARGEST_EPSG ? null : code;
  }

  /** The value of a key that the directory itself stores (location 0, one value). */
  private static @Nullable Long key(long[] keys, int id) {
    for (int i = 4; i + 3 < keys.length; i += 4) {
      if (keys[i] == id && keys[i + 1] == 0 && keys[i + 2] == 1) {
        return keys[i + 3];
      }
    }
    return null;
  }

  private static @Nullable GeoTransform transform(TiffDirectory tags, FileFault fault) {
    if (tags.has(TiffTag.MODEL_PIXEL_SCALE) && tags.has(TiffTag.MODEL_TIEPOINT)) {
      double[] scale = doubles(tags, fault, TiffTag.MODEL_PIXEL_SCALE, 2);
      if (scale[0] != 0 && scale[1] != 0) {
        double[] tie = doubles(tags, fault, TiffTag.MODEL_TIEPOINT, 6);
        double down = Math.abs(scale[1]);
        return new GeoTransform(
            scale[0], 0, tie[3] - tie[0] * scale[0], 0, -down, tie[4] + tie[1] * down);
      }
    }
    if (tags.has(TiffTag.MODEL_TRANSFORMATION)) {
      double[] m = doubles(tags, fault, TiffTag.MODEL_TRANSFORMATION, 16);
      return new GeoTransform(m[0], m[1], m[3], m[4], m[5], m[7]);
    }
    return null;
  }

  /**
   * Whether ScaleY of ModelPixelScale is negative. By the GeoTIFF standard, rows then run north.
   * GDAL reads such a file as north-up, because that is what its writers mean.
   */
  private static boolean isNegativeScaleY(TiffDirectory tags) {
    if (!tags.has(TiffTag.MODEL_PIXEL_SCALE) || !tags.has(TiffTag.MODEL_TIEPOINT)) {
      return false;
    }
    double[] scale = tags.doubles(TiffTag.MODEL_PIXEL_SCALE);
    return scale.length > 1 && scale[1] < 0;
  }

  private static double[] doubles(TiffDirectory tags, FileFault fault, TiffTag tag, int least) {
    double[] values = tags.doubles(tag);
    if (values.length < least) {
      throw fault.broken(
          String.format(Locale.ROOT, "tag %s has %d values", tag, values.length),
          "tag " + tag,
          least + " values");
    }
    return values;
  }

  /** Shifts the tie points of a PixelIsPoint file from pixel centres to corners. */
  private static GeoTransform halfPixelBack(GeoTransform t) {
    double c = t.c() - (t.a() + t.b()) / 2;
    double f = t.f() - (t.d() + t.e()) / 2;
    return new GeoTransform(t.a(), t.b(), c, t.d(), t.e(), f);
  }
}
