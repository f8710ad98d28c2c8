package org.eobench.datasets.raster.formats;

import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;

/** An array as a raster, by the meaning of its axes. */
final class ArraySource implements RasterSource {
  private static final long MOST_VALUES = 1L << 28;

  private final ArrayData data;
  private final Axes axes;
  private final int row;
  private final RasterHeader header;

  /**
   * @param row index along the axis N, or -1 if the array is one sample
   */
  ArraySource(ArrayData data, Axes axes, int row) {
    this.data = data;
    this.axes = axes;
    this.row = row;
    long[] shape = data.shape();
    int rows = axes.length('N', shape);
    if (row >= rows || (row < 0 && axes.of('N') >= 0)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "ArrayShape",
                  row < 0
                      ? "the array holds " + rows + " samples along its axis N"
                      : "the array holds " + rows + " samples, but there are more images")
              .at(data.place())
              .expecting("one sample for each image")
              .next("check that images and labels belong together, and their axes"));
    }
    header =
        new RasterHeader(
            data.place(),
            data.grid(axes.length('H', shape), axes.length('W', shape)),
            axes.length('C', shape),
            false,
            axes.length('T', shape),
            data.type(),
            data.nodata(),
            data.scales());
  }

  @Override
  public RasterHeader header() {
    return header;
  }

  @Override
  public double[] stored(int[] bands, int frame, Window window, int named) {
    requireFits((long) bands.length * window.height() * window.width());
    if (row >= 0 || !window.equals(header.grid().all())) {
      data.share();
    }
    int plane = window.height() * window.width();
    double[] values = new double[bands.length * plane];
    boolean bandsLast = axes.of('C') > axes.of('H');
    if (bandsLast) {
      int first = bands[0];
      int last = bands[0];
      for (int band : bands) {
        first = Math.min(first, band);
        last = Math.max(last, band);
      }
      Part part = part(first, last - first + 1, frame, window);
      for (int i = 0; i < bands.length; i++) {
        part.copy(bands[i] - first, values, i * plane, window);
      }
    } else {
      for (int i = 0; i < bands.length; i++) {
        part(bands[i], 1, frame, window).copy(0, values, i * plane, window);
      }
    }
    return values;
  }

  private void requireFits(long values) {
    if (values > MOST_VALUES) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("ImageTooLarge", "a window of the array has more than 2^28 values")
              .at(data.place())
              .expecting("windows that fit into memory")
              .next("set dataset.chip_size, and check the order of the axes"));
    }
  }

  private Part part(int band, int bands, int frame, Window window) {
    int rank = axes.letters().length();
    long[] from = new long[rank];
    int[] count = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      char letter = axes.letters().charAt(axis);
      from[axis] =
          switch (letter) {
            case 'H' -> window.row();
            case 'W' -> window.col();
            case 'C' -> band;
            case 'T' -> frame;
            default -> row;
          };
      count[axis] =
          switch (letter) {
            case 'H' -> window.height();
            case 'W' -> window.width();
            case 'C' -> bands;
            default -> 1;
          };
    }
    requireFits((long) bands * window.height() * window.width());
    return new Part(data.read(from, count), axes, count);
  }

  /** Elements that were read, by axis. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(double[] values, Axes axes, int[] count) {
    void copy(int band, double[] to, int offset, Window window) {
      int rowStep = step('H');
      int colStep = step('W');
      int start = band * step('C');
      for (int r = 0; r < window.height(); r++) {
        int at = start + r * rowStep;
        for (int c = 0; c < window.width(); c++) {
          to[offset + r * window.width() + c] = values[at + c * colStep];
        }
      }
    }

    /** The distance of neighbours along an axis; 0 if there is no such axis. */
    private int step(char letter) {
      int axis = axes.of(letter);
      int step = axis < 0 ? 0 : 1;
      for (int i = axis + 1; axis >= 0 && i < count.length; i++) {
        step *= count[i];
      }
      return step;
    }
  }

  @Override
  public void close() {
    data.close();
  }
}
