package org.eobench.datasets.raster;

import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.Grid;

/**
 * Where the pixels of one grid are on another one of the same ground: {@code source = target *
 * scale + offset}, in pixels from the upper left corner.
 *
 * @param rows scale and offset of the rows
 * @param cols scale and offset of the columns
 * @param place source file, for messages
 */
public record GridMapping(Along rows, Along cols, String place) {
  /** The largest distance of two edges, in pixels of the coarser grid. */
  private static final double MOST_PIXELS = 0.5;

  /**
   * One axis of a mapping.
   *
   * @param scale pixels of the source for one of the target
   * @param offset position of the target's edge in the source
   * @param size number of pixels of the source
   */
  public record Along(double scale, double offset, int size) {
    /** The source pixels of a target pixel. */
    private Taps taps(int target) {
      return Taps.of((target + 0.5) * scale + offset - 0.5, Math.max(1, scale), size);
    }

    private Taps[] taps(int from, int count) {
      Taps[] taps = new Taps[count];
      for (int i = 0; i < count; i++) {
        taps[i] = taps(from + i);
      }
      return taps;
    }

    /** The distance of both edges of the grids in pixels of the coarser one. */
    private double gap(int targetSize) {
      double coarse = Math.max(1, scale);
      double end = targetSize * scale + offset - size;
      return Math.max(Math.abs(offset), Math.abs(end)) / coarse;
    }
  }

  /**
   * Relates two grids by their georeferences, or by their sizes if one has none.
   *
   * @param place source file, for messages
   * @throws BenchException if they are in different coordinate systems, rotated, or their edges
   *     differ by more than half a pixel of the coarser one
   */
  public static GridMapping of(String place, Grid source, Grid target) {
    GridAgreement.requireSameSystem(place, source, target);
    GeoTransform from = source.transform();
    GeoTransform to = target.transform();
    if (from == null || to == null) {
      return bySize(place, source, target);
    }
    boolean straight =
        from.isNorthUp()
            && to.isNorthUp()
            && Math.signum(from.a()) == Math.signum(to.a())
            && Math.signum(from.e()) == Math.signum(to.e());
    Along rows = new Along(to.e() / from.e(), (to.f() - from.f()) / from.e(), source.height());
    Along cols = new Along(to.a() / from.a(), (to.c() - from.c()) / from.a(), source.width());
    double gap = Math.max(rows.gap(target.height()), cols.gap(target.width()));
    if (!straight || !(gap <= MOST_PIXELS)) {
      throw GridAgreement.otherExtent(place, source, target, straight ? gap : Double.NaN);
    }
    return new GridMapping(rows, cols, place);
  }

  private static GridMapping bySize(String place, Grid source, Grid target) {
    if ((long) source.height() * target.width() != (long) source.width() * target.height()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "GridMismatch",
                  String.format(
                      Locale.ROOT,
                      "the image has %d rows x %d columns",
                      source.height(),
                      source.width()))
              .at(place)
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "the %d rows x %d columns of the first modality, or the same ratio of rows to"
                          + " columns",
                      target.height(),
                      target.width()))
              .next(
                  "check that the files belong together; without georeferences, images of other"
                      + " ratios cannot be placed on each other"));
    }
    double scale = (double) source.height() / target.height();
    return new GridMapping(
        new Along(scale, 0, source.height()), new Along(scale, 0, source.width()), place);
  }

  /** The part of the source that the values of a window of the target depend on. */
  public Window source(Window target) {
    int top = rows.taps(target.row()).first();
    int left = cols.taps(target.col()).first();
    int bottom = rows.taps(target.row() + target.height() - 1).last();
    int right = cols.taps(target.col() + target.width() - 1).last();
    return new Window(top, left, bottom - top + 1, right - left + 1);
  }

  /**
   * The position of the source pixel that contains the centre of each pixel of a window, in the
   * pixels of {@link #source(Window)}.
   */
  int[] nearest(Window target) {
    Window source = source(target);
    Taps[] across = cols.taps(target.col(), target.width());
    int[] positions = new int[target.height() * target.width()];
    int at = 0;
    for (Taps row : rows.taps(target.row(), target.height())) {
      for (Taps col : across) {
        positions[at++] =
            (row.nearest() - source.row()) * source.width() + col.nearest() - source.col();
      }
    }
    return positions;
  }

  /**
   * The values of the source pixels that contain the centres of target pixels.
   *
   * @param values {@code [bands,height,width]} of {@link #source(Window)}
   * @return {@code [bands,height,width]} of the target window
   */
  public float[] nearest(float[] values, int bands, Window target) {
    int[] positions = nearest(target);
    float[] result = new float[bands * positions.length];
    int plane = values.length / bands;
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i / positions.length * plane + positions[i % positions.length]];
    }
    return result;
  }

  /**
   * Interpolates between pixel centres of the source, with weights that fall to 0 at the distance
   * of one pixel of the coarser grid; the same as gdalwarp -r bilinear. NaN has no weight. A target
   * pixel is NaN if the source pixel that contains its centre is. Beyond the outermost centres, the
   * values of the edge continue.
   *
   * @param values {@code [bands,height,width]} of {@link #source(Window)}
   * @return {@code [bands,height,width]} of the target window
   */
  public float[] bilinear(float[] values, int bands, Window target) {
    Window source = source(target);
    Taps[] down = rows.taps(target.row(), target.height());
    Taps[] across = cols.taps(target.col(), target.width());
    float[] result = new float[bands * target.height() * target.width()];
    int at = 0;
    for (int band = 0; band < bands; band++) {
      // The position of the source's pixel 0, 0 in values, which need not contain it.
      int origin = (band * source.height() - source.row()) * source.width() - source.col();
      for (Taps row : down) {
        for (Taps col : across) {
          float nearest = values[origin + row.nearest() * source.width() + col.nearest()];
          result[at++] =
              !Float.isNaN(nearest) ? mean(values, origin, source.width(), row, col) : nearest;
        }
      }
    }
    return result;
  }

  private static float mean(float[] values, int origin, int stride, Taps row, Taps col) {
    double sum = 0;
    double weight = 0;
    for (int r = 0; r < row.weights().length; r++) {
      int start = origin + (row.first() + r) * stride + col.first();
      for (int c = 0; c < col.weights().length; c++) {
        double share = row.weights()[r] * col.weights()[c];
        float value = values[start + c];
        if (!Float.isNaN(value)) {
          sum += share * value;
          weight += share;
        }
      }
    }
    return (float) (sum / weight);
  }
}
