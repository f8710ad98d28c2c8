package org.eobench.core.io;

import java.io.Closeable;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.error.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads GeoTIFF rasters: TIFF 6.0 and BigTIFF of either byte order; strips or tiles; chunky or
 * planar; uncompressed, LZW, Deflate, PackBits or ZSTD; predictors 1 to 3; integers of 1 to 32 and
 * 64 bits, floating point of 16, 24, 32 and 64.
 *
 * <p>Only the blocks that a window and its bands touch are read and decoded. A reader holds no
 * state but the open file, so several threads may read from one. Damaged, hostile or unsupported
 * files are a {@code BenchException} that names file, tag or block, and what was expected; lengths
 * in the file are believed only after they were checked against its size.
 */
public final class GeoTiffReader implements Closeable {
  private final FileBytes file;
  private final TiffLayout layout;
  private final ByteOrder order;
  private final GeoTiffInfo info;

  private GeoTiffReader(FileBytes file) {
    this.file = file;
    TiffDirectory tags = TiffDirectory.read(file);
    order = tags.order();
    layout = new TiffLayout(tags, file.fault());
    GeoReference geo = GeoReference.of(tags, file.fault());
    info =
        new GeoTiffInfo(
            layout.width,
            layout.height,
            layout.bands,
            layout.type,
            nodata(tags, layout.type, file.fault()),
            geo.crs(),
            geo.transform(),
            geo.negativeScaleY(),
            layout.blockHeight,
            layout.blockWidth,
            layout.planar,
            layout.compression.name());
  }

  /** Opens a file and reads its directory, no pixels. */
  public static GeoTiffReader open(Path path) {
    FileBytes file = FileBytes.open(new FileFault(path, "UnreadableTiff", ExitCode.DATA));
    try {
      return new GeoTiffReader(file);
    } catch (RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  /** What a file says about itself, without reading pixels. */
  public static GeoTiffInfo info(Path path) {
    try (GeoTiffReader reader = open(path)) {
      return reader.info();
    }
  }

  private static @Nullable Double nodata(TiffDirectory tags, SampleType type, FileFault fault) {
    return tags.has(TiffTag.GDAL_NODATA)
        ? NodataText.parse(tags.text(TiffTag.GDAL_NODATA), type, fault)
        : null;
  }

  /** Size, sample type, nodata and georeference. */
  public GeoTiffInfo info() {
    return info;
  }

  /** Reads all bands of the whole raster: {@code [bands,height,width]} in C order. */
  public float[] read() {
    return read(allBands(), info.all());
  }

  /**
   * Reads a window of some bands.
   *
   * @param bands bands from 0, in the order wanted
   * @return {@code [bands,height,width]} in C order; integers beyond 2^24 are rounded to float
   */
  public float[] read(int[] bands, Window window) {
    int count = checkedCount(bands, window, Float.BYTES);
    float[] values = new float[count];
    read(bands, window, new SampleRun.ToFloats(layout, values));
    return values;
  }

  /** As {@link #read(int[], Window)}, exact for every type but 64-bit integers beyond 2^53. */
  public double[] readDoubles(int[] bands, Window window) {
    int count = checkedCount(bands, window, Double.BYTES);
    double[] values = new double[count];
    read(bands, window, new SampleRun.ToDoubles(layout, values));
    return values;
  }

  private int[] allBands() {
    int[] bands = new int[info.bands()];
    for (int band = 0; band < bands.length; band++) {
      bands[band] = band;
    }
    return bands;
  }

  private int checkedCount(int[] bands, Window window, int bytes) {
    for (int band : bands) {
      if (band < 0 || band >= layout.bands) {
        throw file.fault()
            .unsupported(
                "the file has no band " + (band + 1),
                "",
                "bands 1 to " + layout.bands,
                "check the list of band names against the file");
      }
    }
    if (!window.isInside(layout.height, layout.width)) {
      throw file.fault()
          .unsupported(
              String.format(
                  Locale.ROOT,
                  "the window at row %d, col %d of %d x %d pixels leaves the raster",
                  window.row(),
                  window.col(),
                  window.height(),
                  window.width()),
              "",
              String.format(
                  Locale.ROOT, "a window inside %d rows x %d columns", layout.height, layout.width),
              "ask for a smaller window");
    }
    // The division first: bands times area may pass 2^63 in a hostile file.
    long count =
        window.area() > Integer.MAX_VALUE / Math.max(1, bands.length)
            ? Long.MAX_VALUE / bytes
            : window.area() * bands.length;
    file.fault().requireMemory(count * bytes, "this window");
    if (count > Integer.MAX_VALUE - 8) {
      throw file.fault()
          .unsupported(
              "this window has more than 2^31 samples", "", "fewer", "read a smaller window");
    }
    return (int) count;
  }

  private void read(int[] bands, Window window, SampleRun target) {
    int firstDown = window.row() / layout.blockHeight;
    int lastDown = (window.row() + window.height() - 1) / layout.blockHeight;
    int firstAcross = window.col() / layout.blockWidth;
    int lastAcross = (window.col() + window.width() - 1) / layout.blockWidth;
    try (TiffBlockDecoder decoder = new TiffBlockDecoder(file, layout, order)) {
      for (int down = firstDown; down <= lastDown; down++) {
        for (int across = firstAcross; across <= lastAcross; across++) {
          if (layout.planar) {
            for (int i = 0; i < bands.length; i++) {
              int block = layout.blockIndex(bands[i], down, across);
              Part part = new Part(window, down, across, block);
              copy(decoder, part, new int[] {0}, i, target);
            }
          } else {
            int block = layout.blockIndex(0, down, across);
            copy(decoder, new Part(window, down, across, block), bands, 0, target);
          }
        }
      }
    }
  }

  /** The part of a window that one block holds. */
  private record Part(Window window, int down, int across, int block) {}

  private void copy(
      TiffBlockDecoder decoder, Part part, int[] samples, int firstBand, SampleRun target) {
    Window window = part.window;
    int top = part.down * layout.blockHeight;
    int left = part.across * layout.blockWidth;
    int fromRow = Math.max(window.row(), top);
    int toRow =
        (int) Math.min((long) window.row() + window.height(), (long) top + layout.blockHeight);
    int fromCol = Math.max(window.col(), left);
    int toCol =
        (int) Math.min((long) window.col() + window.width(), (long) left + layout.blockWidth);
    boolean sparse = layout.isSparse(part.block);
    TiffBlockDecoder.@Nullable Block rows =
        sparse
            ? null
            : decoder.decode(part.block, layout.storedRows(part.down), fromRow - top, toRow - top);
    int step = layout.samplesPerBlockPixel();
    for (int i = 0; i < samples.length; i++) {
      for (int row = fromRow; row < toRow; row++) {
        int to =
            ((firstBand + i) * window.height() + row - window.row()) * window.width()
                + fromCol
                - window.col();
        int count = toCol - fromCol;
        if (rows == null) {
          Double nodata = info.nodata();
          target.fill(to, count, nodata == null ? 0 : nodata);
        } else {
          int rowStart = (row - top - rows.firstRow()) * (int) layout.rowBytes();
          int first = (fromCol - left) * step + samples[i];
          target.copy(rows, rowStart, first, step, to, count);
        }
      }
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
