package org.eobench.core.io.geotiff;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.io.AtomicFile;

/**
 * Writes georeferenced GeoTIFFs in a form that every reader supports: little-endian TIFF, tiles of
 * at most 256 x 256, bands stored separately, Deflate with predictor 2 for integers and 3 for
 * floats. What may become larger than 4 GiB is a BigTIFF. The file appears complete or not at all.
 */
public final class GeoTiffWriter {
  private GeoTiffWriter() {}

  /** Gives the rows of a raster, one after another. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Hands over all rows, from the first.
     *
     * @param sink takes rows {@code [width,bands]}
     */
    void into(RowSink sink);
  }

  /** Takes the rows of a raster. */
  @FunctionalInterface
  public interface RowSink {
    /**
     * Takes the next row.
     *
     * @param row {@code [width,bands]} in C order; not kept
     */
    void accept(float[] row);
  }

  /**
   * Writes a raster.
   *
   * @param values {@code [bands,height,width]} in C order
   * @throws IllegalArgumentException when an integer type cannot represent a value exactly, or the
   *     number of values is wrong
   */
  public static void write(Path target, GeoTiffSpec spec, float[] values) {
    long expected = (long) spec.bands() * spec.height() * spec.width();
    if (values.length != expected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a raster of %d bands, %d x %d pixels needs %d values, got %d",
              spec.bands(),
              spec.height(),
              spec.width(),
              expected,
              values.length));
    }
    writeRows(
        target,
        spec,
        sink -> {
          float[] row = new float[spec.width() * spec.bands()];
          for (int r = 0; r < spec.height(); r++) {
            for (int band = 0; band < spec.bands(); band++) {
              int start = (band * spec.height() + r) * spec.width();
              for (int c = 0; c < spec.width(); c++) {
                row[c * spec.bands() + band] = values[start + c];
              }
            }
            sink.accept(row);
          }
        });
  }

  /**
   * Writes a raster that need not fit into memory.
   *
   * @param rows gives exactly {@code spec.height()} rows
   * @throws IllegalArgumentException when an integer type cannot represent a value exactly, or the
   *     number of rows is wrong
   */
  public static void writeRows(Path target, GeoTiffSpec spec, Rows rows) {
    AtomicFile.writeChannel(
        target,
        channel -> {
          TiffRows written = new TiffRows(channel, spec);
          written.start();
          rows.into(written);
          written.end();
        });
  }
}
