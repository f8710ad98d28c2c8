package org.eobench.core.logger;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eobench.core.io.PictureFiles;
import org.eobench.core.metrics.ConfusionMatrix;

/**
 * A confusion matrix as a picture: a row for each true class, a column for each predicted class in
 * label order, and in each cell the percentage of the true class, darker where it is more. It has
 * digits of its own, since a machine without a screen may have no font.
 */
final class ConfusionPicture {
  private static final int PERCENT = 100;
  private static final int GRID = 0xFFFFFFFF;
  private static final int EMPTY = 0xFFE8E8E8;
  private static final int CELL = 36;
  private static final int SMALL_CELL = 8;
  private static final int MOST_WITH_NUMBERS = 40;
  private static final int POINT = 2;
  private static final int GLYPH_WIDTH = 3;
  private static final int GLYPH_HEIGHT = 5;

  /** The digits 0 to 9, 3 × 5 points each, row by row from the highest bit. */
  private static final int[] DIGITS = {
    0b111101101101111, 0b010110010010111, 0b111001111100111, 0b111001111001111, 0b101101111001001,
    0b111100111001111, 0b111100111101111, 0b111001001001001, 0b111101111101111, 0b111101111001111
  };

  private ConfusionPicture() {}

  static LoggedPicture of(ConfusionMatrix matrix) {
    int classes = matrix.classes();
    int cell = classes <= MOST_WITH_NUMBERS ? CELL : SMALL_CELL;
    int size = classes * cell + 1;
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    fill(image, 0, 0, size, GRID);
    for (int actual = 0; actual < classes; actual++) {
      double all = matrix.actual(actual);
      for (int predicted = 0; predicted < classes; predicted++) {
        double share = matrix.count(predicted, actual) / all;
        int x = predicted * cell + 1;
        int y = actual * cell + 1;
        fill(image, x, y, cell - 1, all == 0 ? EMPTY : shade(share));
        if (cell == CELL && all > 0) {
          int ink = share > 0.5 ? 0xFFFFFFFF : 0xFF000000;
          number(image, x, y, (int) Math.round(PERCENT * share), ink);
        }
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      PictureFiles.png(image, png);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new LoggedPicture(size, size, png.toByteArray());
  }

  private static int shade(double share) {
    int red = (int) Math.round(247 - 239 * share);
    int green = (int) Math.round(251 - 203 * share);
    int blue = (int) Math.round(255 - 148 * share);
    return 0xFF000000 | red << 16 | green << 8 | blue;
  }

  private static void fill(BufferedImage image, int x, int y, int size, int colour) {
    for (int row = y; row < y + size; row++) {
      for (int column = x; column < x + size; column++) {
        image.setRGB(column, row, colour);
      }
    }
  }

  /** Draws a number in the middle of a cell. */
  private static void number(BufferedImage image, int x, int y, int number, int ink) {
    String text = Integer.toString(number);
    int width = (text.length() * (GLYPH_WIDTH + 1) - 1) * POINT;
    int left = x + (CELL - 1 - width) / 2;
    int top = y + (CELL - 1 - GLYPH_HEIGHT * POINT) / 2;
    for (int i = 0; i < text.length(); i++) {
      int glyph = DIGITS[text.charAt(i) - '0'];
      for (int point = 0; point < GLYPH_WIDTH * GLYPH_HEIGHT; point++) {
        if ((glyph >> (GLYPH_WIDTH * GLYPH_HEIGHT - 1 - point) & 1) == 1) {
          int column = i * (GLYPH_WIDTH + 1) + point % GLYPH_WIDTH;
          int row = point / GLYPH_WIDTH;
          fill(image, left + column * POINT, top + row * POINT, POINT, ink);
        }
      }
    }
  }
}
