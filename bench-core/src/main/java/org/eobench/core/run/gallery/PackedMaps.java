package org.eobench.core.run.gallery;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.pixels.PixelValues;
import org.jspecify.annotations.Nullable;

/**
 * Target, prediction and error of a sample as small maps of bytes, compressed, until it is known
 * which samples are shown.
 *
 * @param height rows of the maps
 * @param width columns of the maps
 * @param packed the three maps one after the other, deflated
 * @param least of a quantity the measured value of the byte 0; null for classes
 * @param most of a quantity the measured value of the byte 254; null for classes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PackedMaps(
    int height, int width, byte[] packed, @Nullable Double least, @Nullable Double most) {
  /** The byte of pixels that do not count. */
  static final int NONE = 255;

  /** The largest byte that stands for a value or a class. */
  static final int LARGEST = 254;

  /** The byte of no error in a quantity. */
  static final int RIGHT_VALUE = 127;

  /** Gives the byte of a pixel, by its index in the image. */
  private interface Bytes {
    int at(int pixel);
  }

  /** The maps of classes; classes after the 254th are shown as that one. */
  static PackedMaps of(PixelClasses pixels, int ignoreIndex) {
    int offset = pixels.offset();
    Bytes target =
        pixel -> {
          int label = pixels.actual()[offset + pixel];
          return label == ignoreIndex ? NONE : Math.min(label, LARGEST);
        };
    Bytes prediction = pixel -> Math.min(pixels.predicted()[offset + pixel], LARGEST);
    Bytes error =
        pixel -> {
          int label = pixels.actual()[offset + pixel];
          return label == ignoreIndex ? NONE : label == pixels.predicted()[offset + pixel] ? 0 : 1;
        };
    return packed(pixels.height(), pixels.width(), target, prediction, error, null, null);
  }

  /** The maps of a quantity, between its smallest and largest measured value. */
  static PackedMaps of(PixelValues values, int height, int width) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = values.offset(); i < values.offset() + values.length(); i++) {
      if (!Float.isNaN(values.measured()[i])) {
        least = Math.min(least, values.measured()[i]);
        most = Math.max(most, values.measured()[i]);
      }
    }
    double low = least;
    double range = most > least ? most - least : 1;
    int offset = values.offset();
    return packed(
        height,
        width,
        pixel -> level(values.measured()[offset + pixel], low, range),
        pixel -> level(values.predicted()[offset + pixel], low, range),
        pixel -> {
          float error = values.predicted()[offset + pixel] - values.measured()[offset + pixel];
          return level(error + (float) (range / 2), 0, range);
        },
        least,
        most);
  }

  private static int level(double value, double least, double range) {
    return Double.isNaN(value)
        ? NONE
        : (int) Math.round(LARGEST * Math.max(0, Math.min(1, (value - least) / range)));
  }

  private static PackedMaps packed(
      int height,
      int width,
      Bytes target,
      Bytes prediction,
      Bytes error,
      @Nullable Double least,
      @Nullable Double most) {
    int step = Picture.step(height, width);
    int rows = (height + step - 1) / step;
    int columns = (width + step - 1) / step;
    byte[] maps = new byte[3 * rows * columns];
    int at = 0;
    for (Bytes map : new Bytes[] {target, prediction, error}) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          maps[at++] = (byte) map.at(row * step * width + column * step);
        }
      }
    }
    return new PackedMaps(rows, columns, deflated(maps), least, most);
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] packed = new byte[bytes.length + bytes.length / 100 + 64];
      int length = 0;
      while (!deflater.finished()) {
        length += deflater.deflate(packed, length, packed.length - length);
      }
      return Arrays.copyOf(packed, length);
    } finally {
      deflater.end();
    }
  }

  private byte[] map(int index) {
    byte[] maps = new byte[3 * height * width];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      int length = 0;
      while (length < maps.length) {
        length += inflater.inflate(maps, length, maps.length - length);
      }
    } catch (DataFormatException impossible) {
      throw new IllegalStateException("deflated by this class", impossible);
    } finally {
      inflater.end();
    }
    return Arrays.copyOfRange(maps, index * height * width, (index + 1) * height * width);
  }

  Picture target() {
    byte[] map = map(0);
    return picture(pixel -> colour(map[pixel] & 0xFF));
  }

  Picture prediction() {
    byte[] map = map(1);
    return picture(pixel -> colour(map[pixel] & 0xFF));
  }

  Picture error() {
    byte[] map = map(2);
    return picture(pixel -> errorColour(map[pixel] & 0xFF));
  }

  private Picture picture(IntUnaryOperator colour) {
    return Picture.of(height, width, colour);
  }

  private int colour(int value) {
    if (value == NONE) {
      return Palette.NONE;
    }
    return least == null ? Palette.ofClass(value) : Palette.ofValue(value / (double) LARGEST);
  }

  private int errorColour(int value) {
    if (value == NONE) {
      return Palette.NONE;
    }
    if (least == null) {
      return value == 0 ? Palette.RIGHT : Palette.WRONG;
    }
    return Palette.ofError((value - RIGHT_VALUE) / (double) RIGHT_VALUE);
  }
}
