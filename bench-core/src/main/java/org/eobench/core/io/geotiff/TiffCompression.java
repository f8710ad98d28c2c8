package org.eobench.core.io.geotiff;

import org.jspecify.annotations.Nullable;

/** The compression schemes of a TIFF block. */
enum TiffCompression {
  NONE(1, 1),
  LZW(5, 2800),
  DEFLATE(8, 1040),
  PACKBITS(32773, 64),
  ZSTD(50000, 50_000);

  private final int code;
  private final int mostExpansion;

  /**
   * @param mostExpansion largest number of bytes that one stored byte can expand to; it stops a
   *     small file from claiming much memory
   */
  TiffCompression(int code, int mostExpansion) {
    this.code = code;
    this.mostExpansion = mostExpansion;
  }

  static @Nullable TiffCompression of(long code) {
    if (code == 32946) {
      return DEFLATE;
    }
    for (TiffCompression compression : values()) {
      if (compression.code == code) {
        return compression;
      }
    }
    return null;
  }

  /** The largest number of bytes that {@code stored} bytes can expand to. */
  long mostBytes(long stored) {
    return (stored + 16) * mostExpansion;
  }
}
