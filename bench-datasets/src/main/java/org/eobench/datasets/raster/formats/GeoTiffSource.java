package org.eobench.datasets.raster.formats;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.error.ShellWord;
import org.eobench.core.io.FilePart;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.MaskKind;
import org.eobench.core.io.geotiff.Window;
import org.jspecify.annotations.Nullable;

/** A GeoTIFF; only the blocks that a window touches are decoded. */
public final class GeoTiffSource implements RasterSource {
  private final Path file;
  private final GeoTiffReader reader;

  GeoTiffSource(Path file) {
    this(FilePart.whole(file));
  }

  /** Opens a GeoTIFF that is a part of a file. */
  public GeoTiffSource(FilePart part) {
    this.file = part.file();
    this.reader = GeoTiffReader.open(part);
  }

  @Override
  public RasterHeader header() {
    GeoTiffInfo info = reader.info();
    return new RasterHeader(
        file.toString(),
        Grid.of(info),
        info.bands(),
        info.opacity(),
        1,
        info.type(),
        info.nodata(),
        info.scales());
  }

  @Override
  public float[] measured(
      int[] bands,
      int frame,
      Window window,
      int named,
      @Nullable Double nodata,
      @Nullable BandScale scale) {
    float[] values = reader.readMeasured(bands, window, nodata);
    Opacity.hide(reader, values, named, window);
    int plane = window.height() * window.width();
    for (int c = 0; c < bands.length; c++) {
      BandScale of = scale == null ? OwnScale.of(file, reader.info(), bands[c]) : scale;
      if (of.changes()) {
        for (int i = c * plane; i < (c + 1) * plane; i++) {
          values[i] = of.apply(values[i]);
        }
      }
    }
    return values;
  }

  @Override
  public double[] stored(int[] bands, int frame, Window window, int named) {
    double[] values = reader.readDoubles(bands, window);
    boolean masked = reader.maskKind() != MaskKind.NONE;
    if (masked || reader.info().opacity()) {
      float[] shown = new float[values.length];
      reader.hide(shown, bands, window);
      Opacity.hide(reader, shown, named, window);
      Arrays.setAll(values, i -> Float.isNaN(shown[i]) ? Double.NaN : values[i]);
    }
    return values;
  }

  /** In a file with several pages, of which only the first is read, each page is usually a band. */
  @Override
  public String bandAdvice() {
    int pages = reader.pages();
    if (pages == 1 || reader.info().bands() > 1) {
      return RasterSource.super.bandAdvice();
    }
    String inputs =
        IntStream.rangeClosed(1, pages)
            .mapToObj(page -> ShellWord.of("GTIFF_DIR:" + page + ":" + file))
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT,
        "the file has %d pages, but only the first is read, as in GDAL; convert them to bands:"
            + " `gdal_merge.py -separate -o out.tif %s`",
        pages,
        inputs);
  }

  @Override
  public void close() {
    reader.close();
  }
}
