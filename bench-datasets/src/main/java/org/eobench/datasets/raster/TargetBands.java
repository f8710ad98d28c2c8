package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.datasets.raster.formats.Opacity;
import org.eobench.datasets.raster.formats.RasterHeader;

/** The band of a target map; choosing one of several without being told would be a guess. */
public final class TargetBands {
  private static final int LETTERS = 26;

  private TargetBands() {}

  /**
   * @param file a class map
   * @throws BenchException if it has several bands, such as one per class or RGB
   */
  static void requireLabels(Path file, GeoTiffInfo map) {
    require(file, map, "one band of class numbers", keepOne(file) + argmax(file, map.bands()));
  }

  /**
   * Checks that a class map of the user's own files has one band.
   *
   * @throws BenchException if it has several, with the keys that say what they are
   */
  public static void requireLabels(RasterHeader map) {
    requireOne(
        map,
        "one band of class numbers",
        "choose a band with `'dataset.mask={files:PATTERN,band:1}'`; or, if each band marks one"
            + " class, name them with `'+dataset.labels={band1:CLASS,band2:CLASS}'`; or, if the"
            + " bands are colours, list them in dataset.labels in a file, such as '#ff0000':"
            + " CLASS");
  }

  /** Like {@link #requireLabels(RasterHeader)}, for a map of measured values. */
  public static void requireValues(RasterHeader map) {
    requireOne(
        map, "one band of values", "choose a band with `'dataset.mask={files:PATTERN,band:1}'`");
  }

  private static void requireOne(RasterHeader map, String expected, String next) {
    if (map.dataBands(1) > 1) {
      throw several(map.place(), map.bands(), expected, next);
    }
  }

  /**
   * Checks that a map has a band.
   *
   * @param band from 1
   * @throws BenchException if it has fewer
   */
  public static void requireThere(RasterHeader map, int band) {
    if (band > map.bands()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MaskBands", String.format(Locale.ROOT, "the mask has no band %d", band))
              .at(map.place())
              .expecting(
                  map.bands() == 1
                      ? "its only band, 1"
                      : String.format(Locale.ROOT, "one of its bands, 1 to %d", map.bands()))
              .next("correct dataset.mask.band"));
    }
  }

  /**
   * @param file a map of measured values
   * @throws BenchException if it has several bands
   */
  static void requireValues(Path file, GeoTiffInfo map) {
    require(file, map, "one band of values", keepOne(file));
  }

  private static void require(Path file, GeoTiffInfo map, String expected, String next) {
    if (Opacity.dataBands(map, 1) > 1) {
      throw several(file.toString(), map.bands(), expected, next);
    }
  }

  private static BenchException several(String file, int bands, String expected, String next) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("MaskBands", String.format(Locale.ROOT, "the mask has %d bands", bands))
            .at(file)
            .expecting(expected)
            .next(next));
  }

  private static String keepOne(Path file) {
    return "keep one band, for example: `gdal_translate -b 1 "
        + ShellWord.of(file.toString())
        + " out.tif`";
  }

  /**
   * The command that converts one-hot bands to class numbers, if gdal_calc has enough letters for
   * the bands.
   */
  private static String argmax(Path file, int bands) {
    if (bands > LETTERS) {
      return "";
    }
    String inputs =
        IntStream.range(0, bands)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "-%1$c %2$s --%1$c_band=%3$d",
                        'A' + i,
                        ShellWord.of(file.toString()),
                        i + 1))
            .collect(Collectors.joining(" "));
    String letters =
        IntStream.range(0, bands)
            .mapToObj(i -> String.valueOf((char) ('A' + i)))
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "; or, if each band marks one class, convert them to class numbers: `gdal_calc.py %s"
            + " --calc='argmax([%s],axis=0)' --type=Byte --outfile=out.tif`",
        inputs,
        letters);
  }
}
