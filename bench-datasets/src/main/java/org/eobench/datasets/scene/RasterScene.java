package org.eobench.datasets.scene;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.run.scene.SceneGrid;
import org.eobench.core.run.scene.SceneSource;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.GridBands;
import org.eobench.datasets.raster.GridBands.BandFile;
import org.eobench.datasets.raster.ImageSeries;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterHeader;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.datasets.scene.SceneSpec.SceneDate;

/**
 * A scene in raster files, on the grid of its first modality; of several files with different
 * bands, on that of the one with most pixels. Bands of other grids are resampled bilinearly, with
 * no data where the nearest pixel has none. Files stay open until this is closed.
 */
public final class RasterScene implements SceneSource {
  private final SceneSpec spec;
  private final SceneRules rules;
  private final Map<Path, RasterSource> open = new LinkedHashMap<>();
  private final Grid grid;
  private final List<String> remarks = new ArrayList<>();

  /**
   * Opens the files and compares their grids.
   *
   * @throws BenchException if a file cannot be read, or shows other ground than the first
   */
  public RasterScene(SceneSpec spec, SceneRules rules) {
    this.spec = spec;
    this.rules = rules;
    try {
      grid = finest(spec.dates().values().iterator().next().get(0));
      spec.dates().forEach(this::compare);
      if (grid.crs() == null && grid.projection() != null) {
        remarks.add(
            "the coordinate system of the scene has no EPSG code, so it is not in the output");
      }
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  private Grid finest(SceneDate date) {
    Grid finest = null;
    for (BandFile file : date.files()) {
      Grid own = source(file).header().grid();
      boolean finer = finest == null || pixels(own) > pixels(finest);
      finest = finer ? own : finest;
    }
    return Objects.requireNonNull(finest);
  }

  private static long pixels(Grid grid) {
    return (long) grid.height() * grid.width();
  }

  /** Says which files are resampled; reading a corner refuses those of other ground or bands. */
  private void compare(String modality, List<SceneDate> dates) {
    for (SceneDate date : dates) {
      for (BandFile file : date.files()) {
        Grid own = source(file).header().grid();
        read(modality, List.of(file.bands().get(0)), date, new Window(0, 0, 1, 1));
        if (!own.isSameSize(grid)) {
          remarks.add(
              String.format(
                  Locale.ROOT,
                  "%s of %s is resampled bilinearly from %d x %d to %d x %d pixels%s",
                  file.bands(),
                  file.path().getFileName(),
                  own.height(),
                  own.width(),
                  grid.height(),
                  grid.width(),
                  own.transform() == null || grid.transform() == null
                      ? " by the ratio of their sizes, because there is no georeference"
                      : ""));
        }
      }
    }
  }

  private RasterSource source(BandFile file) {
    RasterSource source =
        open.computeIfAbsent(file.path(), path -> RasterFile.of(path).open(file.bands().size()));
    RasterHeader header = source.header();
    int named = file.bands().size();
    if (header.dataBands(named) != named) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "BandCount", String.format(Locale.ROOT, "the file has %d bands", header.bands()))
              .at(header.place())
              .expecting(String.format(Locale.ROOT, "the %d bands %s", named, file.bands()))
              .next("name all bands of the file in their order, with `--bands NAME,NAME`"));
    }
    return source;
  }

  @Override
  public String id() {
    return spec.id();
  }

  @Override
  public List<Path> files() {
    return spec.files();
  }

  @Override
  public SceneGrid grid() {
    return new SceneGrid(grid.height(), grid.width(), grid.crs(), grid.transform());
  }

  @Override
  public Map<String, List<String>> bands() {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    spec.dates()
        .forEach(
            (modality, dates) ->
                bands.put(
                    modality,
                    dates.get(0).files().stream().flatMap(file -> file.bands().stream()).toList()));
    return bands;
  }

  @Override
  public Map<String, Image> read(Map<String, List<String>> wanted, ImagePart part) {
    Window window = new Window(part.row(), part.column(), part.height(), part.width());
    Map<String, Image> images = new LinkedHashMap<>();
    wanted.forEach(
        (modality, names) -> {
          List<SceneDate> dates = spec.dates().get(modality);
          if (dates == null) {
            throw new BenchException(
                ExitCode.DATA,
                Problem.of("UnknownModality", "the scene has no files of " + modality)
                    .at(spec.id())
                    .expecting(Suggest.sentence(modality, spec.dates().keySet()))
                    .next("add them with `--input " + modality + "=FILE`"));
          }
          images.put(
              modality,
              ImageSeries.of(
                  dates.stream().map(date -> read(modality, names, date, window)).toList()));
        });
    return images;
  }

  private Image read(String modality, List<String> names, SceneDate date, Window window) {
    GridBands part =
        new GridBands(
            grid, window, rules.nodata().get(modality), rules.scale().get(modality), false);
    return part.image(names, band -> file(modality, band, date), this::source);
  }

  private static BandFile file(String modality, String band, SceneDate date) {
    List<String> there = new ArrayList<>();
    for (BandFile file : date.files()) {
      if (file.bands().contains(band)) {
        return file;
      }
      there.addAll(file.bands());
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of("UnknownBand", "the scene lacks the band " + band + " of " + modality)
            .at(date.files().get(0).path().toString())
            .expecting(Suggest.sentence(band, there)));
  }

  @Override
  public Acquisition acquisition(ImagePart part) {
    Window window = new Window(part.row(), part.column(), part.height(), part.width());
    List<LocalDateTime> times = new ArrayList<>();
    List<SceneDate> dates = spec.dates().values().iterator().next();
    for (SceneDate date : dates) {
      if (date.time() != null) {
        times.add(date.time());
      }
    }
    boolean known = times.size() == dates.size();
    return ChipPlace.of(grid, window, known ? times : List.of(), null);
  }

  @Override
  public String reading() {
    return rules.text() + ", dates " + spec.dates();
  }

  @Override
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  @Override
  public void close() {
    open.values().forEach(RasterSource::close);
    open.clear();
  }
}
