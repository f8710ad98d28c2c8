package org.eobench.serve.limit;

import java.util.Locale;

/**
 * The bounds of what clients can ask for. Each of them bounds memory, disk or time of the service.
 *
 * @param bodyBytes most bytes of the body of a request, as sent
 * @param pixels most pixels of an image, H × W; checked in its header, before it is decoded
 * @param requests most predictions that are received, wait or run at a time
 * @param seconds most time from the beginning of a request to its prediction
 */
public record ServiceLimits(long bodyBytes, long pixels, int requests, int seconds) {
  /** Bytes of the first line and all header fields of a request. */
  public static final int HEADER_BYTES = 8 * 1024;

  /** Open connections; further ones wait in the operating system. */
  public static final int CONNECTIONS = 1024;

  /** Seconds without a byte, or until the first request, after which a connection is closed. */
  public static final int SILENT_SECONDS = 20;

  /** Values of an image over all bands and dates: 1 GiB of memory. */
  public static final long VALUES = 1L << 28;

  /** Images of 2048 × 2048 pixels, and as many requests as a busy page of results makes. */
  public static final ServiceLimits DEFAULT = new ServiceLimits(64L << 20, 1L << 22, 256, 60);

  private static final long SPOOL = 2L << 30;

  public ServiceLimits {
    if (bodyBytes < 1 || pixels < 1 || requests < 1 || seconds < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "limits of %d bytes, %d pixels, %d requests and %d seconds",
              bodyBytes,
              pixels,
              requests,
              seconds));
    }
  }

  /** Bytes of all bodies that are on disk at a time. */
  public long spoolBytes() {
    return Math.max(SPOOL, bodyBytes);
  }
}
