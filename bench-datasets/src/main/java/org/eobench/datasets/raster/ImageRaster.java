package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.GeoTiffInfo;
import org.eobench.core.io.GeoTiffReader;
import org.eobench.core.io.Window;
import org.jspecify.annotations.Nullable;

/**
 * One image read from a GeoTIFF.
 *
 * @param image {@code [C,1,H,W]}, NaN where there is no data
 * @param info the whole file
 */
public record ImageRaster(Image image, GeoTiffInfo info) {

  /** Changes one value as it is read, such as a nodata value to NaN. */
  @FunctionalInterface
  public interface Repair {
    float apply(float value);
  }

  /**
   * Reads some bands by name.
   *
   * @param fileBands the names of the file's bands, in its order
   * @param wanted the names wanted, in the order wanted
   * @param window what to read, or null for all
   */
  public static ImageRaster read(
      Path file,
      List<Band> fileBands,
      List<String> wanted,
      @Nullable Window window,
      Repair repair) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      if (info.bands() != fileBands.size()) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "BandCount", String.format(Locale.ROOT, "the file has %d bands", info.bands()))
                .at(file.toString())
                .expecting(
                    String.format(
                        Locale.ROOT,
                        "the %d bands %s",
                        fileBands.size(),
                        fileBands.stream().map(Band::name).toList()))
                .next("name every band of the files in dataset.bands, in their order"));
      }
      Window part = window == null ? info.all() : window;
      float[] values = reader.read(channels(file, fileBands, wanted), part);
      for (int i = 0; i < values.length; i++) {
        values[i] = repair.apply(values[i]);
      }
      return new ImageRaster(
          new Image(values, wanted.size(), 1, part.height(), part.width()), info);
    }
  }

  private static int[] channels(Path file, List<Band> fileBands, List<String> wanted) {
    List<String> names = fileBands.stream().map(Band::name).toList();
    int[] channels = new int[wanted.size()];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = names.indexOf(wanted.get(i));
      if (channels[i] < 0) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "UnknownBand", String.format(Locale.ROOT, "there is no band %s", wanted.get(i)))
                .at(file.toString())
                .expecting(Suggest.sentence(wanted.get(i), names)));
      }
    }
    return channels;
  }
}
