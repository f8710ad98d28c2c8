package org.eobench.datasets.raster.formats;

import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.Window;
import org.jspecify.annotations.Nullable;

/**
 * A raster whose layers are the bands of several dates: all bands of the first date, then those of
 * the second ({@code TCHW}), or all dates of the first band, then those of the second ({@code
 * CTHW}).
 */
final class StackedSource implements RasterSource {
  private static final String BY_DATE = "TCHW";
  private static final String BY_BAND = "CTHW";

  private final RasterSource layers;
  private final boolean byDate;
  private final RasterHeader header;

  private StackedSource(RasterSource layers, boolean byDate, int bands) {
    RasterHeader all = layers.header();
    this.layers = layers;
    this.byDate = byDate;
    this.header =
        new RasterHeader(
            all.place(),
            all.grid(),
            bands,
            false,
            all.bands() / bands,
            all.type(),
            all.nodata(),
            all.scales());
  }

  /**
   * Splits layers into dates.
   *
   * @param layers is closed if it cannot be split
   * @param axes the key of the configuration
   * @param bands of each date
   * @throws BenchException if the axes are not those of layers, or bands and dates do not fill them
   */
  static StackedSource of(RasterSource layers, String axes, int bands) {
    RasterHeader all = layers.header();
    Problem problem = null;
    if (!axes.equals(BY_DATE) && !axes.equals(BY_BAND)) {
      problem =
          Problem.of("LayerAxes", "axes=" + axes + " does not describe the layers of a raster")
              .expecting("CHW for bands, TCHW for bands of one date after the other, or CTHW")
              .next("correct axes, or leave it out");
    } else if (bands < 1 || all.bands() % bands != 0) {
      problem =
          Problem.of(
                  "LayerCount", String.format(Locale.ROOT, "the file has %d layers", all.bands()))
              .expecting(
                  String.format(Locale.ROOT, "a multiple of the %d bands of dataset.bands", bands))
              .next("list the bands of one date in dataset.bands");
    }
    if (problem != null) {
      layers.close();
      throw new BenchException(ExitCode.DATA, problem.at(all.place()));
    }
    return new StackedSource(layers, axes.equals(BY_DATE), bands);
  }

  @Override
  public RasterHeader header() {
    return header;
  }

  private int[] layers(int[] bands, int frame) {
    IntUnaryOperator layer =
        byDate ? band -> frame * header.bands() + band : band -> band * header.frames() + frame;
    return IntStream.of(bands).map(layer).toArray();
  }

  @Override
  public float[] measured(
      int[] bands,
      int frame,
      Window window,
      int named,
      @Nullable Double nodata,
      @Nullable BandScale scale) {
    int all = layers.header().bands();
    return layers.measured(layers(bands, frame), 0, window, all, nodata, scale);
  }

  @Override
  public double[] stored(int[] bands, int frame, Window window, int named) {
    return layers.stored(layers(bands, frame), 0, window, layers.header().bands());
  }

  @Override
  public String bandAdvice() {
    return layers.bandAdvice();
  }

  @Override
  public void close() {
    layers.close();
  }
}
