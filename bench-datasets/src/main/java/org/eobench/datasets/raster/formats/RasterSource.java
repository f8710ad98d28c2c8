package org.eobench.datasets.raster.formats;

import java.io.Closeable;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.Window;
import org.jspecify.annotations.Nullable;

/**
 * An open raster of any format. Opening reads its header; the methods read the pixels of a window.
 * Damaged or unsupported files cause a {@link org.eobench.core.error.BenchException} that names the
 * file and the array or block.
 */
public interface RasterSource extends Closeable {
  /** Size, type, nodata and georeference. */
  RasterHeader header();

  /**
   * Reads values in the unit of the data: stored * scale + offset, NaN where there is no data.
   *
   * @param bands band indices from 0, in the requested order
   * @param frame date, from 0
   * @param named number of bands that the data set's config names; one more is an alpha band if the
   *     file declares it
   * @param nodata stored number that marks missing data in place of the file's own, or null
   * @param scale scale and offset in place of those of the file, or null
   * @return {@code [bands,height,width]} in C order
   */
  default float[] measured(
      int[] bands,
      int frame,
      Window window,
      int named,
      @Nullable Double nodata,
      @Nullable BandScale scale) {
    RasterHeader header = header();
    double[] stored = stored(bands, frame, window, named);
    Double none = nodata == null ? header.nodata() : nodata;
    double empty = none == null ? Double.NaN : header.type().nearest(none);
    int plane = stored.length / bands.length;
    float[] values = new float[stored.length];
    for (int i = 0; i < values.length; i++) {
      BandScale of = scale == null ? header.scale(bands[i / plane]) : scale;
      values[i] = header.type().isSame(stored[i], empty) ? Float.NaN : of.apply(stored[i]);
    }
    return values;
  }

  /**
   * Reads the stored numbers, such as labels, without scale and without applying nodata. NaN where
   * a mask of the file, or its alpha band, hides a pixel. Exact for integers up to 2^53.
   *
   * @param bands band indices from 0, in the requested order
   * @param frame date, from 0
   * @param named as in {@link #measured}
   * @return {@code [bands,height,width]} in C order
   */
  double[] stored(int[] bands, int frame, Window window, int named);

  /**
   * The next step for a file that does not have the bands of the config.
   *
   * @return a sentence, such as a command that converts the file
   */
  default String bandAdvice() {
    return "list all bands of the files in dataset.bands, in file order";
  }

  @Override
  void close();
}
