package org.eobench.core.io.geotiff;

import java.util.Locale;

/** The TIFF 6.0, GeoTIFF 1.1 and GDAL tags that are read or written. */
public enum TiffTag {
  NEW_SUBFILE_TYPE(254),
  IMAGE_WIDTH(256),
  IMAGE_LENGTH(257),
  BITS_PER_SAMPLE(258),
  COMPRESSION(259),
  PHOTOMETRIC(262),
  FILL_ORDER(266),
  STRIP_OFFSETS(273),
  SAMPLES_PER_PIXEL(277),
  ROWS_PER_STRIP(278),
  STRIP_BYTE_COUNTS(279),
  PLANAR_CONFIGURATION(284),
  PREDICTOR(317),
  COLOR_MAP(320),
  TILE_WIDTH(322),
  TILE_LENGTH(323),
  TILE_OFFSETS(324),
  TILE_BYTE_COUNTS(325),
  EXTRA_SAMPLES(338),
  SAMPLE_FORMAT(339),
  MODEL_PIXEL_SCALE(33550),
  MODEL_TIEPOINT(33922),
  MODEL_TRANSFORMATION(34264),
  GEO_KEY_DIRECTORY(34735),
  GEO_DOUBLE_PARAMS(34736),
  GDAL_METADATA(42112),
  GDAL_NODATA(42113);

  private final int code;
  private final String title;

  TiffTag(int code) {
    this.code = code;
    StringBuilder words = new StringBuilder();
    for (String word : name().split("_", -1)) {
      words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    title = words + " (" + code + ")";
  }

  int code() {
    return code;
  }

  /** {@code StripOffsets (273)}, as TIFF readers name it. */
  @Override
  public String toString() {
    return title;
  }
}
