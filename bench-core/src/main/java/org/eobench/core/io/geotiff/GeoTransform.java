package org.eobench.core.io.geotiff;

/**
 * Affine map from pixel corners to map coordinates, {@code x = a*col + b*row + c}, {@code y = d*col
 * + e*row + f}: the six numbers in the order of rasterio and the affine package.
 */
public record GeoTransform(double a, double b, double c, double d, double e, double f) {

  /** A north-up raster whose upper left corner is {@code (west, north)}. */
  public static GeoTransform northUp(double west, double north, double pixelWidth, double height) {
    return new GeoTransform(pixelWidth, 0, west, 0, -height, north);
  }

  /** The transform of a window of the raster. */
  public GeoTransform shifted(int row, int col) {
    return new GeoTransform(a, b, a * col + b * row + c, d, e, d * col + e * row + f);
  }

  /** Whether the raster is north-up: rows run from west to east and columns from north to south. */
  public boolean isNorthUp() {
    return b == 0 && d == 0;
  }
}
