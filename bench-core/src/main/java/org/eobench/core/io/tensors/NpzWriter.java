package org.eobench.core.io.tensors;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes compressed {@code .npz} files row by row. The same content gives the same bytes, as the
 * entries carry no time of their own.
 */
public final class NpzWriter implements Closeable {
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;

  /**
   * @param out stays open
   */
  public NpzWriter(OutputStream out) {
    zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  /**
   * Writes a file that is no array, which NumPy returns as bytes.
   *
   * @param name its name with its ending, such as {@code about.json}
   */
  public void text(String name, String content) throws IOException {
    entry(name);
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /**
   * Writes an array {@code [N,M]}.
   *
   * @param name its name without {@code .npy}
   * @param whole whether to write int64, for numbers that are all integers, and not float64
   * @param columns M
   * @param rows N rows of M numbers
   */
  public void rows(String name, boolean whole, int columns, List<double[]> rows)
      throws IOException {
    entry(name + ".npy");
    zip.write(NpyWriter.header(whole ? "<i8" : "<f8", rows.size(), columns));
    ByteBuffer bytes = ByteBuffer.allocate(columns * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double[] row : rows) {
      if (row.length != columns) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "a row of %d numbers for %d", row.length, columns));
      }
      bytes.clear();
      for (double value : row) {
        if (whole) {
          bytes.putLong((long) value);
        } else {
          bytes.putDouble(value);
        }
      }
      zip.write(bytes.array());
    }
    zip.closeEntry();
  }

  private void entry(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
  }

  /** Completes the file. */
  @Override
  public void close() throws IOException {
    zip.finish();
  }
}
