package org.eobench.core.run.gallery;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntUnaryOperator;
import org.eobench.core.io.PictureFiles;

/**
 * A small picture.
 *
 * @param width columns
 * @param height rows
 * @param pixels 0xAARRGGBB, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Picture(int width, int height, int[] pixels) {
  /** Largest number of rows and columns. */
  static final int MOST = 384;

  /** Columns between two pictures. */
  private static final int GAP = 4;

  private static final float QUALITY = 0.85f;

  /**
   * A picture of the pixels of an image, of which every n-th is left if there are too many.
   *
   * @param colour colour of the pixel with an index in row order
   */
  static Picture of(int height, int width, IntUnaryOperator colour) {
    int step = step(height, width);
    int rows = (height + step - 1) / step;
    int columns = (width + step - 1) / step;
    int[] pixels = new int[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        pixels[row * columns + column] = colour.applyAsInt(row * step * width + column * step);
      }
    }
    return new Picture(columns, rows, pixels);
  }

  /** Distance of the pixels that are left of an image of this size. */
  static int step(int height, int width) {
    return (Math.max(height, width) + MOST - 1) / MOST;
  }

  /** This picture and another one of as many rows at its right. */
  Picture beside(Picture other) {
    int columns = width + GAP + other.width;
    int[] both = new int[columns * height];
    for (int row = 0; row < height; row++) {
      System.arraycopy(pixels, row * width, both, row * columns, width);
      System.arraycopy(
          other.pixels, row * other.width, both, row * columns + width + GAP, other.width);
    }
    return new Picture(columns, height, both);
  }

  /** Writes it without loss, for few colours. */
  void png(OutputStream out) throws IOException {
    PictureFiles.png(image(BufferedImage.TYPE_INT_ARGB), out);
  }

  /** Writes it with small losses, for images. */
  void jpeg(OutputStream out) throws IOException {
    PictureFiles.jpeg(image(BufferedImage.TYPE_INT_RGB), QUALITY, out);
  }

  private BufferedImage image(int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return image;
  }
}
