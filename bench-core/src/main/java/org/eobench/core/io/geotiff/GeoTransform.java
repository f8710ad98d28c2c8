package org.eobench.core.io.geotiff;

/**
 * Affine map from pixel corners to map coordinates, {@code x = a*col + b*row + c}, {@code y = d*col
 * + e*row + f}: the six numbers that rasterio and the affine package print, in their order.
 */
public record GeoTransform(double a, double b, double c, double d, double e, double f) {

  /** A north-up raster whose upper left corner is {@code (west, north)}. */
  public static GeoTransform northUp(double west, double north, double pixelWidth, double height) {
    return new GeoTransform(pixelWidth, 0, west, 0, -height, north);
  }

  /** The transform of the raster that a window cuts out. */
  public GeoTransform shifted(int row, int col) {
    return new GeoTransform(a, b, a * col + b * row + c, d, e, d * col + e * row + f);
  }

  /** Whether rows run west to east and columns north to south, without rotation. */
  public boolean isNorthUp() {
    return b == 0 && d == 0;
  }
}
