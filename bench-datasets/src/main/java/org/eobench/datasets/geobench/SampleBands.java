package org.eobench.datasets.geobench;

import java.util.List;
import java.util.regex.Pattern;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.Hdf5Container;
import org.eobench.datasets.raster.formats.RasterSource;

/** The arrays of a sample. Names of bands end with {@code _2019-11-05} if the band has a date. */
final class SampleBands {
  /** The array of a label map. */
  static final String LABEL = "label";

  private static final int[] ONLY = {0};
  private static final Pattern DATED = Pattern.compile("_\\d{4}-\\d{2}-\\d{2}");

  private final Hdf5Container file;
  private final List<String> names;

  /**
   * @param order names by the metadata; the arrays of the file if it is empty
   */
  SampleBands(Hdf5Container file, List<String> order) {
    this.file = file;
    this.names = order.isEmpty() ? file.names() : order;
  }

  /**
   * The name of a band in this file.
   *
   * @param band the name without a date
   * @throws BenchException if there is none, or one for each of several dates
   */
  String named(String band) {
    if (names.contains(band)) {
      return band;
    }
    List<String> dated =
        names.stream()
            .filter(
                name ->
                    name.startsWith(band) && DATED.matcher(name.substring(band.length())).matches())
            .toList();
    if (dated.size() == 1) {
      return dated.get(0);
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of(
                "UnknownBand",
                dated.isEmpty()
                    ? "there is no band '" + band + "'"
                    : "there are several dates of the band '" + band + "': " + dated)
            .at(file.fault().file().toString())
            .expecting(dated.isEmpty() ? Suggest.sentence(band, names) : "one date for each sample")
            .next("correct dataset.stored_as, or download the file again"));
  }

  /** The size of an array. */
  Grid grid(String name) {
    return file.raster(name, "HW", 1).header().grid();
  }

  /**
   * Reads bands.
   *
   * @param stored names without dates
   * @param grid the size that all must have
   * @return {@code [C,1,H,W]} of the window
   */
  Image image(List<String> stored, Grid grid, Window window) {
    int plane = window.height() * window.width();
    float[] data = new float[stored.size() * plane];
    for (int c = 0; c < stored.size(); c++) {
      RasterSource source = source(named(stored.get(c)), grid);
      float[] values = source.measured(ONLY, 0, window, 1, null, null);
      System.arraycopy(values, 0, data, c * plane, plane);
    }
    return new Image(data, stored.size(), 1, window.height(), window.width());
  }

  /** The array of the label map. */
  RasterSource labels(Grid grid) {
    return source(named(LABEL), grid);
  }

  private RasterSource source(String name, Grid grid) {
    RasterSource source = file.raster(name, "HW", 1);
    Grid own = source.header().grid();
    if (!own.isSameSize(grid)) {
      throw file.fault()
          .broken(
              "the array has " + own.height() + " x " + own.width() + " pixels",
              "band '" + name + "'",
              grid.height() + " x " + grid.width() + ", as the first band has");
    }
    return source;
  }
}
