package org.eobench.core.io.geotiff;

/** Where the validity mask of a raster is stored. */
public enum MaskKind {
  /** There is no mask; only nodata marks missing pixels. */
  NONE,
  /** In the file, as a second image of the TIFF. */
  INTERNAL,
  /** In a {@code .msk} file in the same folder. */
  FILE,
  /** There is a {@code .msk} file, but it lacks the metadata by which GDAL recognises a mask. */
  UNMARKED_FILE
}
