package org.eobench.datasets.raster;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.OwnScale;
import org.eobench.datasets.raster.formats.RasterHeader;
import org.eobench.datasets.raster.formats.RasterSource;
import org.jspecify.annotations.Nullable;

/**
 * The stored values of a mask, of all its bands or of one.
 *
 * @param values {@code [bands,height,width]}; NaN where the file's own mask or alpha band hides a
 *     pixel, but not where a value equals the file's nodata value
 * @param bands number of bands in {@code values}; 0 if there is no such band
 * @param part the part of the file
 * @param header header of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MaskValues(double[] values, int bands, Window part, RasterHeader header) {

  /**
   * Reads a mask.
   *
   * @param source the mask on the grid of its image
   * @param window the part to read, or null for the whole mask
   * @param expected number of expected bands, of the number in the file; one more is an alpha band
   * @param band the only band to read, from 0, or null for all but an alpha band
   * @throws org.eobench.core.error.BenchException if the file scales its values
   */
  public static MaskValues read(
      RasterSource source,
      @Nullable Window window,
      IntUnaryOperator expected,
      @Nullable Integer band) {
    RasterHeader header = source.header();
    OwnScale.requireNone(header);
    Window part = window == null ? header.grid().all() : window;
    if (band != null && band >= header.bands()) {
      return new MaskValues(new double[0], 0, part, header);
    }
    int data = header.dataBands(expected.applyAsInt(header.bands()));
    int[] bands = band == null ? IntStream.range(0, data).toArray() : new int[] {band};
    return new MaskValues(source.stored(bands, 0, part, data), bands.length, part, header);
  }
}
