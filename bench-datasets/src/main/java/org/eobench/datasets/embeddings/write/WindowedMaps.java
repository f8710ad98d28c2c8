package org.eobench.datasets.embeddings.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.eobench.core.dataset.Sample;
import org.eobench.core.inference.SceneWindows;
import org.eobench.core.loader.Collate;

/**
 * The map of an image that is read in windows, one row of windows at a time, so that memory grows
 * with the width of the image only.
 */
final class WindowedMaps {
  private final EncoderMaps encoder;
  private final SceneWindows windows;
  private final WindowSource source;
  private final int batch;

  /**
   * @param batch windows of a pass through the encoder
   */
  WindowedMaps(EncoderMaps encoder, SceneWindows windows, WindowSource source, int batch) {
    this.encoder = encoder;
    this.windows = windows;
    this.source = source;
    this.batch = batch;
  }

  /**
   * A window and the positions of the map that it gives.
   *
   * @param firstRow first row of these positions
   * @param firstColumn first column
   * @param data which of them have a pixel with data
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Place(int row, int column, int firstRow, int firstColumn, boolean[][] data) {
    /** Visits the positions with data. */
    void each(Visitor visitor) {
      for (int r = 0; r < data.length; r++) {
        for (int c = 0; c < data[r].length; c++) {
          if (data[r][c]) {
            visitor.at(r, c);
          }
        }
      }
    }

    int count() {
      int[] count = {0};
      each((r, c) -> count[0]++);
      return count[0];
    }

    boolean hasData() {
      return count() > 0;
    }
  }

  private interface Visitor {
    void at(int row, int column);
  }

  /**
   * Encodes the image.
   *
   * @param rows gets each row of positions {@code [w,D]}, NaN where no pixel of a patch has data;
   *     not kept
   */
  void into(Consumer<float[]> rows) {
    for (int row = 0; row < windows.rows().windows(); row++) {
      float[][] strip = strip(row);
      for (float[] line : strip) {
        rows.accept(line);
      }
    }
  }

  /** The positions of a row of windows. */
  private float[][] strip(int row) {
    int first = windows.rows().first(row);
    int depth = encoder.width();
    float[][] strip =
        new float[windows.rows().end(row) - first][windows.columns().positions() * depth];
    for (float[] line : strip) {
      Arrays.fill(line, Float.NaN);
    }
    List<Place> places = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    for (int column = 0; column < windows.columns().windows(); column++) {
      Place place = place(row, column);
      if (place.hasData()) {
        places.add(place);
        samples.add(window(place));
      }
      boolean last = column + 1 == windows.columns().windows();
      if (!samples.isEmpty() && (samples.size() == batch || last)) {
        Maps maps = encoder.of(Collate.batch(samples));
        for (int i = 0; i < places.size(); i++) {
          copy(maps, i, places.get(i), first, strip);
        }
        places.clear();
        samples.clear();
      }
    }
    return strip;
  }

  /**
   * The positions that one window gives.
   *
   * @return {@code [n,D]} of those with data
   */
  float[] of(int row, int column) {
    Place place = place(row, column);
    int count = place.count();
    float[] values = new float[count * encoder.width()];
    if (count > 0) {
      Maps maps = encoder.of(Collate.batch(List.of(window(place))));
      int[] at = {0};
      place.each(
          (r, c) -> {
            System.arraycopy(
                maps.values(), source(maps, 0, place, r, c), values, at[0], maps.depth());
            at[0] += maps.depth();
          });
    }
    return values;
  }

  private Sample window(Place place) {
    return source.window(
        windows.rows().start(place.row),
        windows.columns().start(place.column),
        windows.rows().window());
  }

  private Place place(int row, int column) {
    SceneWindows.Axis down = windows.rows();
    SceneWindows.Axis across = windows.columns();
    source.prepare(down.start(row), across.start(column), down.window());
    int firstRow = down.first(row);
    int firstColumn = across.first(column);
    boolean[][] data = new boolean[down.end(row) - firstRow][across.end(column) - firstColumn];
    for (int r = 0; r < data.length; r++) {
      for (int c = 0; c < data[r].length; c++) {
        data[r][c] =
            source.hasData(
                down.origin() + (firstRow + r) * down.patch(),
                across.origin() + (firstColumn + c) * across.patch(),
                down.patch(),
                across.patch());
      }
    }
    return new Place(row, column, firstRow, firstColumn, data);
  }

  private int source(Maps maps, int image, Place place, int r, int c) {
    return maps.at(
        image,
        windows.rows().inWindow(place.row, place.firstRow + r),
        windows.columns().inWindow(place.column, place.firstColumn + c));
  }

  private void copy(Maps maps, int image, Place place, int first, float[][] strip) {
    int depth = maps.depth();
    place.each(
        (r, c) ->
            System.arraycopy(
                maps.values(),
                source(maps, image, place, r, c),
                strip[place.firstRow + r - first],
                (place.firstColumn + c) * depth,
                depth));
  }
}
