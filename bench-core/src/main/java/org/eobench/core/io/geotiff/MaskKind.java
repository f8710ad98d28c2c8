package org.eobench.core.io.geotiff;

/** Where a raster has a mask that says which pixels are valid. */
public enum MaskKind {
  /** Nowhere: nodata alone says what is not there. */
  NONE,
  /** In the file itself, as a second image of the TIFF. */
  INTERNAL,
  /** In a file beside it whose name ends in {@code .msk}. */
  FILE,
  /** There is a {@code .msk} file, but without the metadata by which GDAL knows a mask. */
  UNMARKED_FILE
}
