package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.Window;
import org.jspecify.annotations.Nullable;

/**
 * An image read from a GeoTIFF.
 *
 * @param image {@code [C,1,H,W]}, NaN where there is no data
 * @param info header of the whole file
 * @param part the part of the file that {@code image} shows
 */
public record ImageRaster(Image image, GeoTiffInfo info, Window part) {

  /** The choice of a whole file. */
  public static final ImagePart.Choice WHOLE =
      (height, width) -> new ImagePart(0, 0, height, width);

  /**
   * Reads bands of a file by name; pixels that the file's own mask hides are NaN.
   *
   * @param fileBands names of the file's bands, in file order
   * @param wanted names of the requested bands, in the requested order
   * @param noData value that marks missing data and becomes NaN; NaN if there is none
   * @param choice the part to read
   */
  public static ImageRaster read(
      Path file, List<Band> fileBands, List<String> wanted, float noData, ImagePart.Choice choice) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      requireBands(file, reader, fileBands);
      Window part = part(reader.info().all(), choice);
      int[] channels = channels(file, fileBands, wanted);
      float[] values = reader.read(channels, part);
      reader.hide(values, channels, part);
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] == noData ? Float.NaN : values[i];
      }
      return of(values, wanted, part, reader.info());
    }
  }

  /**
   * Reads bands by name as measured values: NaN for missing data by nodata value, mask or alpha,
   * scaled values otherwise.
   *
   * @param fileBands names of the file's bands, in file order, without an alpha band
   * @param wanted names of the requested bands, in the requested order
   * @param part the part to read
   * @param nodata nodata value that overrides the file's own, or null
   * @param scale scale and offset that override those of the file's bands, or null
   */
  public static ImageRaster readMeasured(
      Path file,
      List<Band> fileBands,
      List<String> wanted,
      Window part,
      @Nullable Double nodata,
      @Nullable BandScale scale) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      requireBands(file, reader, fileBands);
      int[] channels = channels(file, fileBands, wanted);
      float[] values = reader.readMeasured(channels, part, nodata);
      Opacity.hide(reader, values, fileBands.size(), part);
      int plane = part.height() * part.width();
      for (int c = 0; c < channels.length; c++) {
        BandScale of = scale == null ? OwnScale.of(file, info, channels[c]) : scale;
        for (int i = c * plane; i < (c + 1) * plane; i++) {
          values[i] = of.apply(values[i]);
        }
      }
      return of(values, wanted, part, info);
    }
  }

  /** A part of a window of a file, such as of a chip. */
  public static Window part(Window window, ImagePart.Choice choice) {
    ImagePart part = choice.of(window.height(), window.width());
    return new Window(
        window.row() + part.row(), window.col() + part.column(), part.height(), part.width());
  }

  private static void requireBands(Path file, GeoTiffReader reader, List<Band> fileBands) {
    GeoTiffInfo info = reader.info();
    if (Opacity.dataBands(info, fileBands.size()) != fileBands.size()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "BandCount",
                  String.format(
                      Locale.ROOT,
                      "the file has %d bands%s",
                      info.bands(),
                      info.opacity() ? ", of which the last is an alpha band" : ""))
              .at(file.toString())
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "the %d bands %s",
                      fileBands.size(),
                      fileBands.stream().map(Band::name).toList()))
              .next(remedy(file, info, reader.pages())));
    }
  }

  /**
   * The next step. In a file with several pages, of which only the first is read, each page is
   * usually a band.
   */
  private static String remedy(Path file, GeoTiffInfo info, int pages) {
    if (pages == 1 || info.bands() > 1) {
      return "list all bands of the files in dataset.bands, in file order";
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

  private static ImageRaster of(
      float[] values, List<String> wanted, Window part, GeoTiffInfo info) {
    Image image = new Image(values, wanted.size(), 1, part.height(), part.width());
    return new ImageRaster(image, info, part);
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
