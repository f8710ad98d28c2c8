package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eobench.core.dataset.Image;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.NamedBands;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads bands of files on the grid of a sample, which those of other grids are resampled to.
 *
 * @param grid grid of the sample
 * @param window the part of the grid to read
 * @param nodata stored number that marks missing data in place of the file's own, or null
 * @param scale scale and offset in place of those of the file, or null
 * @param nearest whether to resample to the nearest pixel instead of bilinearly
 */
public record GridBands(
    Grid grid, Window window, @Nullable Double nodata, @Nullable BandScale scale, boolean nearest) {

  /**
   * A file and the names of its bands.
   *
   * @param path the file
   * @param bands names of all its bands, in file order
   */
  public record BandFile(Path path, List<String> bands) {}

  /** Values as the files declare them, resampled bilinearly. */
  public static GridBands of(Grid grid, Window window) {
    return new GridBands(grid, window, null, null, false);
  }

  /**
   * Reads bands of a file.
   *
   * @param frame date in the file, from 0
   * @param named names of the file's bands, in file order
   * @param wanted names of the requested bands, in the requested order
   * @return {@code [C,height,width]} of the window, NaN where there is no data
   * @throws org.eobench.core.error.BenchException if the file has other bands or another place
   */
  public float[] read(RasterFile file, int frame, List<String> named, List<String> wanted) {
    try (RasterSource source = file.open(named.size())) {
      return read(source, file, frame, named, wanted);
    }
  }

  private float[] read(
      RasterSource source, RasterFile file, int frame, List<String> named, List<String> wanted) {
    NamedBands.require(source, named);
    int[] bands = NamedBands.indices(file.toString(), named, wanted);
    Grid own = source.header().grid();
    if (own.isSameSize(grid)) {
      GridAgreement.requireSamePlace(file.path(), own, grid);
      return source.measured(bands, frame, window, named.size(), nodata, scale);
    }
    GridMapping mapping = GridMapping.of(file.toString(), own, grid);
    float[] values =
        source.measured(bands, frame, mapping.source(window), named.size(), nodata, scale);
    return nearest
        ? mapping.nearest(values, bands.length, window)
        : mapping.bilinear(values, bands.length, window);
  }

  /**
   * Reads an image of one date whose bands are in one file or several.
   *
   * @param wanted names of the bands, in the requested order
   * @param files the file of each of them; files that have several are read once
   */
  public Image image(List<String> wanted, Function<String, BandFile> files) {
    return collected(
        wanted, files, (file, bands) -> read(RasterFile.of(file.path()), 0, file.bands(), bands));
  }

  /**
   * As above, from files that are open.
   *
   * @param sources the open file, which stays open
   */
  public Image image(
      List<String> wanted,
      Function<String, BandFile> files,
      Function<BandFile, RasterSource> sources) {
    return collected(
        wanted,
        files,
        (file, bands) ->
            read(sources.apply(file), RasterFile.of(file.path()), 0, file.bands(), bands));
  }

  private Image collected(
      List<String> wanted,
      Function<String, BandFile> files,
      BiFunction<BandFile, List<String>, float[]> reading) {
    int plane = window.height() * window.width();
    Map<BandFile, List<String>> groups = new LinkedHashMap<>();
    wanted.forEach(
        band -> groups.computeIfAbsent(files.apply(band), file -> new ArrayList<>()).add(band));
    if (groups.size() == 1) {
      float[] values = reading.apply(groups.keySet().iterator().next(), wanted);
      return new Image(values, wanted.size(), 1, window.height(), window.width());
    }
    float[] data = new float[wanted.size() * plane];
    groups.forEach(
        (file, bands) -> {
          float[] values = reading.apply(file, bands);
          for (int i = 0; i < bands.size(); i++) {
            int to = wanted.indexOf(bands.get(i)) * plane;
            System.arraycopy(values, i * plane, data, to, plane);
          }
        });
    return new Image(data, wanted.size(), 1, window.height(), window.width());
  }
}
