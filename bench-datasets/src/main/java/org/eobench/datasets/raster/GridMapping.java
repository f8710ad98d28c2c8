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
    /** The position of the centre of a target pixel among the centres of the source. */
    double centre(int target) {
      return (target + 0.5) * scale + offset - 0.5;
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
    int top = clamp(rows.centre(target.row()), rows.size());
    int left = clamp(cols.centre(target.col()), cols.size());
    int bottom = clamp(rows.centre(target.row() + target.height() - 1) + 1, rows.size());
    int right = clamp(cols.centre(target.col() + target.width() - 1) + 1, cols.size());
    return new Window(top, left, bottom - top + 1, right - left + 1);
  }

  private static int clamp(double position, int size) {
    return (int) Math.max(0, Math.min(size - 1, Math.floor(position)));
  }

  /**
   * The values of the source pixels that contain the centres of target pixels.
   *
   * @param values {@code [bands,height,width]} of {@link #source(Window)}
   * @return {@code [bands,height,width]} of the target window
   */
  public float[] nearest(float[] values, int bands, Window target) {
    Window source = source(target);
    float[] result = new float[bands * target.height() * target.width()];
    int at = 0;
    for (int band = 0; band < bands; band++) {
      int start = band * source.height() * source.width();
      for (int r = 0; r < target.height(); r++) {
        int row = clamp(rows.centre(target.row() + r) + 0.5, rows.size()) - source.row();
        for (int c = 0; c < target.width(); c++) {
          int col = clamp(cols.centre(target.col() + c) + 0.5, cols.size()) - source.col();
          result[at++] = values[start + row * source.width() + col];
        }
      }
    }
    return result;
  }

  /**
   * Interpolates between the four nearest pixel centres of the source. NaN has no weight; a pixel
   * is NaN if all of the four are. Beyond the outermost centres, the values of the edge continue.
   *
   * @param values {@code [bands,height,width]} of {@link #source(Window)}
   * @return {@code [bands,height,width]} of the target window
   */
  public float[] bilinear(float[] values, int bands, Window target) {
    Window source = source(target);
    float[] result = new float[bands * target.height() * target.width()];
    int at = 0;
    for (int band = 0; band < bands; band++) {
      int start = band * source.height() * source.width();
      for (int r = 0; r < target.height(); r++) {
        double y = rows.centre(target.row() + r);
        int top = clamp(y, rows.size());
        int bottom = clamp(y + 1, rows.size());
        double down = y - Math.floor(y);
        int upper = start + (top - source.row()) * source.width() - source.col();
        int lower = start + (bottom - source.row()) * source.width() - source.col();
        for (int c = 0; c < target.width(); c++) {
          double x = cols.centre(target.col() + c);
          int left = clamp(x, cols.size());
          int right = clamp(x + 1, cols.size());
          double across = x - Math.floor(x);
          double sum = 0;
          double weight = 0;
          for (int corner = 0; corner < 4; corner++) {
            double share = (corner < 2 ? 1 - down : down) * (corner % 2 == 0 ? 1 - across : across);
            float value = values[(corner < 2 ? upper : lower) + (corner % 2 == 0 ? left : right)];
            if (share > 0 && !Float.isNaN(value)) {
              sum += share * value;
              weight += share;
            }
          }
          result[at++] = weight > 0 ? (float) (sum / weight) : Float.NaN;
        }
      }
    }
    return result;
  }
}
