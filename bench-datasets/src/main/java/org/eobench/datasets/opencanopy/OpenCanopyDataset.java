package org.eobench.datasets.opencanopy;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.GridBands;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.NamedDate;
import org.eobench.datasets.raster.TargetBands;
import org.eobench.datasets.raster.TargetSize;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * Open-Canopy: each cell of {@code geometries.geojson} is a window of a SPOT image, {@code
 * YEAR/spot/…pansharpened_DATE.tif}, and of the heights on the same grid, {@code
 * YEAR/lidar/…lidar_DATE.tif}.
 */
public final class OpenCanopyDataset extends SplitDataset {
  private static final String OPTICAL = "optical";
  private static final int[] FIRST_BAND = {0};
  private static final Pattern DATE = Pattern.compile("pansharpened_(\\d{8})");

  private final Map<String, CanopyCells.Cell> cells;
  private final BandScale heights;
  private final List<String> remarks;
  private final Map<Path, Grid> grids = new ConcurrentHashMap<>();

  private OpenCanopyDataset(
      DatasetSpec spec,
      SplitSamples samples,
      Map<String, CanopyCells.Cell> cells,
      double heightScale,
      List<String> remarks) {
    super(spec, samples);
    this.cells = Map.copyOf(cells);
    this.heights = new BandScale(heightScale, 0);
    this.remarks = List.copyOf(remarks);
  }

  /**
   * Lists the cells.
   *
   * @throws BenchException if the list is damaged, or an image is missing
   */
  public static OpenCanopyDataset open(OpenCanopyConfig config, DatasetContext context) {
    DatasetSpec spec = config.facts().spec(config.facts().datasetName(), context);
    requireModalities(spec, List.of(OPTICAL));
    DataFolder folder = DataFolder.of(config.facts());
    CanopyCells listed = CanopyCells.read(folder);
    Map<String, CanopyCells.Cell> cells = new LinkedHashMap<>();
    Set<Path> files = new LinkedHashSet<>();
    for (Split split : Split.values()) {
      for (CanopyCells.Cell cell : listed.of(split)) {
        cells.put(cell.id(), cell);
        files.add(cell.spot());
        files.add(cell.lidar());
      }
    }
    folder.requireAll(List.copyOf(files));
    SplitSamples samples =
        new SplitSamples(
            folder.root(),
            refs(listed.of(Split.TRAIN)),
            refs(listed.of(Split.VAL)),
            refs(listed.of(Split.TEST)));
    return new OpenCanopyDataset(spec, samples, cells, config.heightScale(), listed.remarks());
  }

  private static List<SampleRef> refs(List<CanopyCells.Cell> cells) {
    return cells.stream()
        .map(cell -> new SampleRef(cell.id(), List.of(cell.spot(), cell.lidar())))
        .toList();
  }

  @Override
  public List<String> remarks() {
    return remarks;
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return read(ref, bands, ImageRaster.WHOLE);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice choice) {
    CanopyCells.Cell cell = Objects.requireNonNull(cells.get(ref.id()), ref.id());
    List<String> named = fileBands(OPTICAL).stream().map(Band::name).toList();
    Grid grid =
        grids.computeIfAbsent(cell.spot(), path -> RasterFile.of(path).header(named.size()).grid());
    Window whole = window(cell, grid);
    Window window = ImageRaster.part(whole, choice);
    Map<String, Image> images = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) -> {
          float[] values =
              GridBands.of(grid, window).read(RasterFile.of(cell.spot()), 0, named, wanted);
          images.put(
              modality, new Image(values, wanted.size(), 1, window.height(), window.width()));
        });
    List<LocalDateTime> dates = new ArrayList<>(NamedDate.in(DataFolder.name(cell.spot()), DATE));
    return new Sample(
        images, heights(cell, grid, window), ref, ChipPlace.of(grid, whole, dates, null));
  }

  /** The pixels of a cell, whose edges are rounded to those of pixels. */
  private static Window window(CanopyCells.Cell cell, Grid grid) {
    GeoTransform transform = grid.transform();
    if (transform == null || !transform.isNorthUp()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoGeoreference", "the image has no georeference with north at the top")
              .at(cell.spot().toString())
              .expecting("the published GeoTIFF")
              .next("download it again"));
    }
    int left = (int) Math.round((cell.box().getMinX() - transform.c()) / transform.a());
    int right = (int) Math.round((cell.box().getMaxX() - transform.c()) / transform.a());
    int top = (int) Math.round((cell.box().getMaxY() - transform.f()) / transform.e());
    int bottom = (int) Math.round((cell.box().getMinY() - transform.f()) / transform.e());
    if (left < 0 || top < 0 || right > grid.width() || bottom > grid.height() || left >= right) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "CanopyCells",
                  String.format(
                      Locale.ROOT,
                      "the cell is at columns %d to %d and rows %d to %d",
                      left,
                      right,
                      top,
                      bottom))
              .at(cell.place())
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "a place on the %d columns and %d rows of %s",
                      grid.width(),
                      grid.height(),
                      cell.spot()))
              .next("download geometries.geojson and this image again"));
    }
    return new Window(top, left, bottom - top, right - left);
  }

  private ValueMap heights(CanopyCells.Cell cell, Grid grid, Window window) {
    try (RasterSource source = RasterFile.of(cell.lidar()).open(1)) {
      TargetBands.requireValues(source.header());
      TargetSize.require(
          source.header().place(), source.header().grid(), grid, "download both files again");
      return new ValueMap(
          source.measured(FIRST_BAND, 0, window, 1, null, heights),
          window.height(),
          window.width());
    }
  }
}
