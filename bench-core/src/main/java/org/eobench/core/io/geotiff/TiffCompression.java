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
   * @param mostExpansion how many bytes one stored byte can become at most, so that a small file
   *     cannot claim a large amount of memory
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

  /** The most bytes that {@code stored} bytes can hold. */
  long mostBytes(long stored) {
    return (stored + 16) * mostExpansion;
  }
}
