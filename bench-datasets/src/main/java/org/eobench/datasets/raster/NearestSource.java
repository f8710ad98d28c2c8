package org.eobench.datasets.raster;

import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterHeader;
import org.eobench.datasets.raster.formats.RasterSource;
import org.jspecify.annotations.Nullable;

/** A raster on another grid: each pixel is the one of the source that contains its centre. */
public final class NearestSource implements RasterSource {
  private final RasterSource source;
  private final GridMapping mapping;
  private final RasterHeader header;

  /**
   * @param source closed with this one
   * @throws org.eobench.core.error.BenchException if the grids do not cover the same ground
   */
  public NearestSource(RasterSource source, Grid grid) {
    RasterHeader own = source.header();
    this.source = source;
    this.mapping = GridMapping.of(own.place(), own.grid(), grid);
    this.header =
        new RasterHeader(
            own.place(),
            grid,
            own.bands(),
            own.opacity(),
            own.frames(),
            own.type(),
            own.nodata(),
            own.scales());
  }

  @Override
  public RasterHeader header() {
    return header;
  }

  @Override
  public float[] measured(
      int[] bands,
      int frame,
      Window window,
      int named,
      @Nullable Double nodata,
      @Nullable BandScale scale) {
    Window part = mapping.source(window);
    float[] values = source.measured(bands, frame, part, named, nodata, scale);
    return mapping.nearest(values, bands.length, window);
  }

  @Override
  public double[] stored(int[] bands, int frame, Window window, int named) {
    Window part = mapping.source(window);
    double[] values = source.stored(bands, frame, part, named);
    int[] positions = mapping.nearest(window);
    double[] result = new double[bands.length * positions.length];
    int plane = part.height() * part.width();
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i / positions.length * plane + positions[i % positions.length]];
    }
    return result;
  }

  @Override
  public String bandAdvice() {
    return source.bandAdvice();
  }

  @Override
  public void close() {
    source.close();
  }
}
