package org.eobench.datasets.raster.formats;

import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/** Bands of a raster by the names that the data set's config gives them, in file order. */
public final class NamedBands {
  private NamedBands() {}

  /**
   * Checks that a raster has as many bands as the config names.
   *
   * @param named the names, without an alpha band
   * @throws BenchException if it has more or fewer
   */
  public static void require(RasterSource source, List<String> named) {
    RasterHeader header = source.header();
    if (header.dataBands(named.size()) != named.size()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "BandCount",
                  String.format(
                      Locale.ROOT,
                      "the file has %d bands%s",
                      header.bands(),
                      header.opacity() ? ", of which the last is an alpha band" : ""))
              .at(header.place())
              .expecting(String.format(Locale.ROOT, "the %d bands %s", named.size(), named))
              .next(source.bandAdvice()));
    }
  }

  /**
   * The indices of bands.
   *
   * @param place file, for messages
   * @param wanted names of the requested bands, in the requested order
   * @throws BenchException if a name is not among those of the file
   */
  public static int[] indices(String place, List<String> named, List<String> wanted) {
    int[] indices = new int[wanted.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = named.indexOf(wanted.get(i));
      if (indices[i] < 0) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "UnknownBand", String.format(Locale.ROOT, "there is no band %s", wanted.get(i)))
                .at(place)
                .expecting(Suggest.sentence(wanted.get(i), named)));
      }
    }
    return indices;
  }
}
