package org.eobench.datasets.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.folder.files.FolderLayout;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.folder.files.Frame;
import org.eobench.datasets.folder.files.ImageFiles;
import org.eobench.datasets.folder.files.Resampling;
import org.eobench.datasets.raster.GridBands;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;

/**
 * Reads the images of a sample on one grid: that of the first modality. Bands and modalities of
 * other grids are resampled; a date without an image is NaN.
 */
final class SampleImages {
  private final FolderConfig config;
  private final FolderLayout layout;

  /** The grid of each file, or array of a file, whose header was read. */
  private final Map<String, Grid> grids = new ConcurrentHashMap<>();

  private final int firstBands;

  SampleImages(FolderConfig config) {
    this.config = config;
    this.layout = config.layout();
    this.firstBands = layout.named(layout.first());
  }

  /** Takes the grid of a file that is one raster, whose header need not be read again then. */
  void know(Path file, Grid grid) {
    grids.put(key(RasterFile.of(file)), grid);
  }

  private static String key(RasterFile file) {
    return file.array() == null ? file.path().toString() : file.path() + ":" + file.array();
  }

  private Grid grid(RasterFile file, int bands) {
    // Samples that are rows of one array have the same.
    return grids.computeIfAbsent(key(file), key -> file.header(bands).grid());
  }

  /** The grid of all images of a sample. */
  Grid grid(FolderSample sample) {
    return gridOf(sample.first(layout.first()));
  }

  /** The grid of one date: that of the reference band if each band has its own file. */
  private Grid gridOf(Frame frame) {
    if (!frame.isSplit()) {
      return grid(frame.file(Frame.ALL), firstBands);
    }
    String reference = layout.images(layout.first()).reference();
    if (reference != null) {
      return grid(frame.file(reference), 1);
    }
    Grid finest = null;
    for (RasterFile file : frame.files().values()) {
      Grid grid = grid(file, 1);
      boolean finer = finest == null || pixels(grid) > pixels(finest);
      finest = finer ? grid : finest;
    }
    return Objects.requireNonNull(finest);
  }

  private static long pixels(Grid grid) {
    return (long) grid.height() * grid.width();
  }

  /**
   * Reads a window of some bands of a modality.
   *
   * @param wanted names of the bands, in the requested order
   * @param grid grid of the sample
   * @return {@code [C,T,H,W]}, NaN where there is no data
   */
  Image read(FolderSample sample, String modality, List<String> wanted, Grid grid, Window window) {
    List<Optional<Frame>> frames = sample.frames(modality);
    int plane = window.height() * window.width();
    float[] series = new float[wanted.size() * frames.size() * plane];
    Arrays.fill(series, Float.NaN);
    for (int t = 0; t < frames.size(); t++) {
      if (frames.get(t).isPresent()) {
        Frame frame = frames.get(t).get();
        List<List<String>> groups = new ArrayList<>();
        if (frame.isSplit()) {
          wanted.forEach(band -> groups.add(List.of(band)));
        } else {
          groups.add(wanted);
        }
        int c = 0;
        for (List<String> group : groups) {
          float[] values = read(modality, frame, group, grid, window);
          for (int i = 0; i < group.size(); i++, c++) {
            int to = (c * frames.size() + t) * plane;
            System.arraycopy(values, i * plane, series, to, plane);
          }
        }
      }
    }
    return new Image(series, wanted.size(), frames.size(), window.height(), window.width());
  }

  private float[] read(
      String modality, Frame frame, List<String> wanted, Grid grid, Window window) {
    List<String> all = layout.bands(modality);
    List<String> named = frame.isSplit() ? wanted : layout.fileBands(modality);
    if (wanted.isEmpty()) {
      return new float[0];
    }
    String unknown = wanted.stream().filter(band -> !all.contains(band)).findFirst().orElse(null);
    if (unknown != null) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("UnknownBand", String.format(Locale.ROOT, "there is no band %s", unknown))
              .at("modality " + modality)
              .expecting(Suggest.sentence(unknown, all)));
    }
    boolean nearest = layout.images(modality).resampling() == Resampling.NEAREST;
    return new GridBands(
            grid, window, config.nodata().get(modality), config.bandScale(modality), nearest)
        .read(frame.file(wanted.get(0)), frame.index(), named, wanted);
  }

  /**
   * What is resampled in a sample, as sentences.
   *
   * @param sample one of the samples; the grids of the others are compared when they are read
   */
  List<String> remarks(FolderSample sample) {
    Grid grid = grid(sample);
    List<String> lines = new ArrayList<>();
    for (String modality : layout.images().keySet()) {
      ImageFiles images = layout.images(modality);
      Map<Grid, List<String>> others = new LinkedHashMap<>();
      Frame frame = sample.first(modality);
      frame
          .files()
          .forEach(
              (band, file) -> {
                Grid own = grid(file, layout.named(modality));
                if (!own.isSameSize(grid)) {
                  others
                      .computeIfAbsent(own, key -> new ArrayList<>())
                      .add(band.equals(Frame.ALL) ? "all bands" : band);
                }
              });
      others.forEach(
          (own, bands) ->
              lines.add(
                  String.format(
                      Locale.ROOT,
                      "%s: %s are resampled (%s) from %d x %d to %d x %d pixels%s, as in sample %s",
                      modality,
                      String.join(", ", bands),
                      images.resampling().name().toLowerCase(Locale.ROOT),
                      own.height(),
                      own.width(),
                      grid.height(),
                      grid.width(),
                      own.transform() == null || grid.transform() == null
                          ? " by the ratio of their sizes, because there is no georeference"
                          : "",
                      sample.id())));
    }
    return lines;
  }
}
