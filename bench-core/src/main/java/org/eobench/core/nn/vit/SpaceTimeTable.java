package org.eobench.core.nn.vit;

import java.util.Locale;
import org.eobench.core.nn.ModelSize;

/**
 * Fixed position tables for image series: sines and cosines of column, row and frame (Jakubik et
 * al. 2023, arXiv:2310.18660). The first row belongs to the class token and is zero. The tokens
 * follow, frame by frame, patches row by row from the top left.
 */
public final class SpaceTimeTable {
  /** Sixteenths of the width that encode the column; the row takes as many, the frame the rest. */
  private static final int SPACE_SHARE = 6;

  private static final int SHARES = 16;
  private static final int TAPS = 4;

  private SpaceTimeTable() {}

  /**
   * The table of a grid, computed in double and rounded to float32.
   *
   * @param width D, a multiple of 16
   * @param frames grid positions in time
   * @param rows grid rows
   * @param columns grid columns
   * @return {@code [1 + frames·rows·columns, width]} in C order
   */
  public static float[] sinCos(int width, int frames, int rows, int columns) {
    if (width % SHARES != 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "width %d is not a multiple of 16", width));
    }
    int space = width / SHARES * SPACE_SHARE;
    int time = width - 2 * space;
    float[] byColumn = codes(space, columns);
    float[] byRow = codes(space, rows);
    float[] byFrame = codes(time, frames);
    float[] table = new float[ModelSize.values(1 + (long) frames * rows * columns, width)];
    int at = width;
    for (int frame = 0; frame < frames; frame++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          System.arraycopy(byColumn, column * space, table, at, space);
          System.arraycopy(byRow, row * space, table, at + space, space);
          System.arraycopy(byFrame, frame * time, table, at + 2 * space, time);
          at += width;
        }
      }
    }
    return table;
  }

  private static float[] codes(int width, int positions) {
    float[] codes = new float[ModelSize.values(positions, width)];
    for (int p = 0; p < positions; p++) {
      PositionEmbedding.code(codes, p * width, width, p);
    }
    return codes;
  }

  /**
   * Resamples every frame of a table to another grid, bicubically and with {@code
   * align_corners=True}, so that corner patches keep their codes. The frames and the class token
   * are unchanged.
   *
   * @param table {@code [1 + frames·from·from, width]} in C order
   * @param from size of the square grid of the input table
   * @return {@code [1 + frames·rows·columns, width]}
   */
  public static float[] stretch(
      float[] table, int width, int frames, int from, int rows, int columns) {
    float[] stretched = new float[ModelSize.values(1 + (long) frames * rows * columns, width)];
    System.arraycopy(table, 0, stretched, 0, width);
    Axis vertical = new Axis(from, rows);
    Axis horizontal = new Axis(from, columns);
    for (int frame = 0; frame < frames; frame++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          int at = (1 + (frame * rows + row) * columns + column) * width;
          int source = 1 + frame * from * from;
          for (int d = 0; d < width; d++) {
            double sum = 0;
            for (int y = 0; y < TAPS; y++) {
              int line = source + vertical.tap(row, y) * from;
              double part = 0;
              for (int x = 0; x < TAPS; x++) {
                part +=
                    horizontal.weight(column, x)
                        * table[(line + horizontal.tap(column, x)) * width + d];
              }
              sum += vertical.weight(row, y) * part;
            }
            stretched[at + d] = (float) sum;
          }
        }
      }
    }
    return stretched;
  }

  /** The old positions that contribute to each new one, along one side of the grid. */
  private record Axis(int from, int to) {
    private double place(int i) {
      return to == 1 ? 0 : (double) i * (from - 1) / (to - 1);
    }

    int tap(int i, int t) {
      return Math.max(0, Math.min(from - 1, (int) Math.floor(place(i)) - 1 + t));
    }

    double weight(int i, int t) {
      double place = place(i);
      return PositionEmbedding.cubic(Math.abs(place - (Math.floor(place) - 1 + t)));
    }
  }
}
