package org.eobench.datasets.raster.formats;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.VrtFile.Rectangle;
import org.eobench.datasets.raster.formats.VrtFile.VrtBand;
import org.eobench.datasets.raster.formats.VrtFile.VrtPart;

/**
 * A GDAL virtual raster. Sources are opened when a window needs them. Pixels without a source have
 * no data.
 */
final class VrtSource implements RasterSource {
  private static final int DEEPEST = 4;

  private final Path path;
  private final VrtFile file;
  private final int depth;
  private final RasterHeader header;
  private final Map<Path, RasterSource> open = new HashMap<>();

  /**
   * @param depth number of virtual rasters that this one is a source of
   */
  VrtSource(Path path, int depth) {
    this.path = path;
    this.depth = depth;
    this.file = VrtFile.read(path);
    VrtBand first = file.bands().get(0);
    boolean one =
        file.bands().stream()
            .allMatch(
                band ->
                    band.type() == first.type() && Objects.equals(band.nodata(), first.nodata()));
    if (!one || depth > DEEPEST) {
      throw problem(
          path,
          depth > DEEPEST
              ? "virtual rasters are nested too deeply"
              : "the bands differ in type or NoDataValue",
          "one type and one NoDataValue for all bands");
    }
    boolean scaled = file.bands().stream().anyMatch(band -> band.scale().changes());
    header =
        new RasterHeader(
            path.toString(),
            file.grid(),
            file.bands().size(),
            false,
            1,
            first.type(),
            first.nodata(),
            scaled ? file.bands().stream().map(VrtBand::scale).toList() : List.of());
  }

  private static BenchException problem(Path path, String what, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableVrt", what)
            .at(path.toString())
            .expecting(expected)
            .next("convert it: `gdal_translate FILE.vrt out.tif`"));
  }

  @Override
  public RasterHeader header() {
    return header;
  }

  @Override
  public double[] stored(int[] bands, int frame, Window window, int named) {
    int plane = window.height() * window.width();
    double[] values = new double[bands.length * plane];
    Arrays.fill(values, Double.NaN);
    for (int c = 0; c < bands.length; c++) {
      for (VrtPart part : file.bands().get(bands[c]).parts()) {
        Rectangle covered = part.to().in(window);
        if (covered != null) {
          draw(part, covered, values, c * plane, window);
        }
      }
    }
    return values;
  }

  /** Copies a source into the values of a band of the window. */
  private void draw(VrtPart part, Rectangle covered, double[] to, int offset, Window window) {
    RasterSource source = source(part.file());
    RasterHeader of = source.header();
    int row = covered.row() - part.to().row() + part.from().row();
    int col = covered.col() - part.to().col() + part.from().col();
    boolean inside =
        row >= 0
            && col >= 0
            && row + covered.height() <= of.grid().height()
            && col + covered.width() <= of.grid().width()
            && part.band() >= 0
            && part.band() < of.bands();
    if (!inside || of.type() != header.type()) {
      throw problem(
          path,
          String.format(
              Locale.ROOT,
              "the source %s has %d bands of %d x %d pixels of type %s",
              of.place(),
              of.bands(),
              of.grid().height(),
              of.grid().width(),
              of.type()),
          String.format(
              Locale.ROOT,
              "band %d, which covers the source rectangle, of type %s",
              part.band() + 1,
              header.type()));
    }
    Window read = new Window(row, col, covered.height(), covered.width());
    double[] values = source.stored(new int[] {part.band()}, 0, read, of.bands());
    Double nodata = part.nodata();
    double skipped = nodata == null ? Double.NaN : of.type().nearest(nodata);
    for (int i = 0; i < values.length; i++) {
      if (nodata == null || !of.type().isSame(values[i], skipped)) {
        int y = covered.row() - window.row() + i / covered.width();
        int x = covered.col() - window.col() + i % covered.width();
        to[offset + y * window.width() + x] = values[i];
      }
    }
  }

  private synchronized RasterSource source(Path source) {
    return open.computeIfAbsent(
        source,
        key ->
            RasterFormat.of(key) == RasterFormat.VRT
                ? new VrtSource(key, depth + 1)
                : RasterFile.of(key).open(file.bands().size()));
  }

  @Override
  public synchronized void close() {
    open.values().forEach(RasterSource::close);
    open.clear();
  }
}
