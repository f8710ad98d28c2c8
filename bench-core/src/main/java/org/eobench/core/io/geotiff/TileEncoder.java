package org.eobench.core.io.geotiff;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.util.Locale;
import java.util.zip.Deflater;
import org.eobench.core.io.NumberFormats;

/** Encodes tiles of one band: predictor 2 for integers, 3 for floats, then Deflate. */
public final class TileEncoder implements Closeable {
  private final SampleType type;
  private final int height;
  private final int width;
  private final int size;
  private final Deflater zlib = new Deflater(6);

  /** Gives the rows of a tile. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Reads a row.
     *
     * @param row from 0
     * @param values {@code [width]}, to fill
     */
    void read(int row, float[] values);
  }

  /**
   * @param height rows of a tile
   * @param width columns of a tile
   */
  public TileEncoder(SampleType type, int height, int width) {
    this.type = type;
    this.height = height;
    this.width = width;
    this.size = type.bits() / 8;
  }

  /**
   * Encodes a tile.
   *
   * @throws IllegalArgumentException when an integer type cannot represent a value exactly
   */
  public byte[] encode(Rows rows) {
    byte[] tile = new byte[height * width * size];
    float[] values = new float[width];
    for (int r = 0; r < height; r++) {
      rows.read(r, values);
      if (type.isFloat()) {
        putFloats(values, tile, r * width * size);
      } else {
        putDifferences(values, tile, r * width * size);
      }
    }
    return deflate(tile);
  }

  /** Predictor 3: the bytes of all samples, ordered by significance and differenced. */
  private void putFloats(float[] values, byte[] tile, int at) {
    for (int c = 0; c < width; c++) {
      int bits =
          size == 2 ? NumberFormats.floatToHalf(values[c]) : Float.floatToRawIntBits(values[c]);
      for (int plane = 0; plane < size; plane++) {
        tile[at + plane * width + c] = (byte) (bits >> (8 * (size - 1 - plane)));
      }
    }
    for (int i = at + size * width - 1; i > at; i--) {
      tile[i] -= tile[i - 1];
    }
  }

  /** Predictor 2: each sample as its difference from the left neighbour. */
  private void putDifferences(float[] values, byte[] tile, int at) {
    int last = 0;
    for (int c = 0; c < values.length; c++) {
      int value = whole(values[c]);
      int difference = value - last;
      if (size == 1) {
        tile[at + c] = (byte) difference;
      } else {
        tile[at + 2 * c] = (byte) difference;
        tile[at + 2 * c + 1] = (byte) (difference >> 8);
      }
      last = value;
    }
  }

  private int whole(float value) {
    boolean signed = type.format() == 2;
    int least = signed ? -(1 << (type.bits() - 1)) : 0;
    int most = least + (1 << type.bits()) - 1;
    int whole = (int) value;
    if (whole != value || whole < least || whole > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s cannot hold %s", type.key(), value));
    }
    return whole;
  }

  private byte[] deflate(byte[] plain) {
    zlib.reset();
    zlib.setInput(plain);
    zlib.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2 + 64);
    byte[] buffer = new byte[8192];
    while (!zlib.finished()) {
      packed.write(buffer, 0, zlib.deflate(buffer));
    }
    return packed.toByteArray();
  }

  @Override
  public void close() {
    zlib.end();
  }
}
