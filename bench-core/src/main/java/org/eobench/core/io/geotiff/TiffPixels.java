package org.eobench.core.io.geotiff;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.FileBytes;
import org.jspecify.annotations.Nullable;

/** The samples of one image of a TIFF file: the raster or its mask. */
final class TiffPixels {
  private static final int[] FIRST_SAMPLE = {0};

  /** Decoded bytes of a block from which on another thread is worth its start. */
  private static final int LONG_BLOCK = 1 << 16;

  private final FileBytes file;
  private final ByteOrder order;
  final TiffLayout layout;

  TiffPixels(FileBytes file, TiffDirectory tags) {
    this.file = file;
    order = tags.order();
    layout = new TiffLayout(tags, file.fault());
  }

  /**
   * Returns the number of samples of a window of some bands; checks that they exist and fit into
   * the heap.
   *
   * @param bytes bytes per value of the array
   */
  int count(int[] bands, Window window, int bytes) {
    for (int band : bands) {
      if (band < 0 || band >= layout.bands) {
        throw file.fault()
            .unsupported(
                "the file has no band " + (band + 1),
                "",
                "bands 1 to " + layout.bands,
                "compare the list of band names with the file");
      }
    }
    if (!window.isInside(layout.height, layout.width)) {
      throw file.fault()
          .unsupported(
              String.format(
                  Locale.ROOT,
                  "the window of %3$d x %4$d pixels at row %1$d, col %2$d is not inside the raster",
                  window.row(),
                  window.col(),
                  window.height(),
                  window.width()),
              "",
              String.format(
                  Locale.ROOT, "a window inside %d rows x %d columns", layout.height, layout.width),
              "use a smaller window");
    }
    // Divide first: bands times area can exceed 2^63 in a malicious file.
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

  /**
   * Copies the samples of a window to a target, {@code [bands,height,width]} in C order.
   *
   * @param absent value of samples in blocks that the file omits
   */
  void read(int[] bands, Window window, SampleRun target, double absent) {
    int firstDown = window.row() / layout.blockHeight;
    int lastDown = (window.row() + window.height() - 1) / layout.blockHeight;
    int firstAcross = window.col() / layout.blockWidth;
    int lastAcross = (window.col() + window.width() - 1) / layout.blockWidth;
    List<Part> parts = new ArrayList<>();
    for (int down = firstDown; down <= lastDown; down++) {
      for (int across = firstAcross; across <= lastAcross; across++) {
        if (layout.planar) {
          for (int i = 0; i < bands.length; i++) {
            int block = layout.blockIndex(bands[i], down, across);
            parts.add(new Part(window, down, across, block, FIRST_SAMPLE, i, absent));
          }
        } else {
          int block = layout.blockIndex(0, down, across);
          parts.add(new Part(window, down, across, block, bands, 0, absent));
        }
      }
    }
    if (isLongWork(parts.size())) {
      parts.parallelStream().forEach(part -> copy(List.of(part), target));
    } else {
      copy(parts, target);
    }
  }

  /** Whether it pays to decode blocks on several threads. Plain blocks are as fast as the disk. */
  private boolean isLongWork(int blocks) {
    long bytes = layout.rowBytes() * layout.blockHeight;
    return layout.compression != TiffCompression.NONE && blocks > 1 && bytes >= LONG_BLOCK;
  }

  private void copy(List<Part> parts, SampleRun target) {
    try (TiffBlockDecoder decoder = new TiffBlockDecoder(file, layout, order)) {
      parts.forEach(part -> copy(decoder, part, target));
    }
  }

  /**
   * The part of a window inside one block.
   *
   * @param samples index of each wanted band within a pixel of the block
   * @param firstBand index of the first of them in the target
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(
      Window window,
      int down,
      int across,
      int block,
      int[] samples,
      int firstBand,
      double absent) {}

  private void copy(TiffBlockDecoder decoder, Part part, SampleRun target) {
    int[] samples = part.samples;
    int firstBand = part.firstBand;
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
          target.fill(to, count, part.absent);
        } else {
          int rowStart = rows.start() + (row - top - rows.firstRow()) * (int) layout.rowBytes();
          int first = (fromCol - left) * step + samples[i];
          target.copy(rows, rowStart, first, step, to, count);
        }
      }
    }
  }
}
