package org.eobench.datasets.embeddings.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.Grid;

/**
 * Rasters of embeddings that a sample is cut out of by the ground that it covers. A raster may be
 * south-up, as AlphaEarth's are; the maps of samples are always north-up. Where rasters overlap,
 * the first with an embedding counts. Samples and rasters must have the same coordinate system: an
 * embedding is never resampled, and a position has the embedding whose pixel holds its centre.
 */
final class PlacedMaps implements EmbeddingSource {
  /** Part of a pixel by which corners may differ through rounding. */
  private static final double ROUNDING = 1e-6;

  private final Path path;
  private final List<Placed> rasters;
  private final StoredMap reader;
  private final int width;

  /**
   * A raster with a georeference.
   *
   * @param system name of its coordinate system, as in {@link Footprint}
   */
  private record Placed(Path file, Grid grid, GeoTransform transform, String system) {}

  /**
   * @param files rasters; those without a georeference are left out
   */
  PlacedMaps(Path path, List<Path> files, StoredMap reader, int width) {
    this.path = path;
    this.reader = reader;
    this.width = width;
    this.rasters = new ArrayList<>();
    for (Path file : files) {
      Grid grid = MapFiles.isTiff(file) ? StoredMap.header(file).grid() : Grid.plain(1, 1);
      GeoTransform transform = grid.transform();
      if (transform != null && transform.isNorthUp() && transform.a() > 0 && grid.crs() != null) {
        rasters.add(new Placed(file, grid, transform, "EPSG:" + grid.crs().epsg()));
      }
    }
  }

  /** Whether there is a raster with a georeference. */
  boolean isPlaced() {
    return !rasters.isEmpty();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int side() {
    return 0;
  }

  @Override
  public boolean needsPlace() {
    return true;
  }

  @Override
  public List<String> remarks() {
    return List.of(
        String.format(
            Locale.ROOT,
            "embeddings of %d dimensions by place from %d rasters of %s",
            width,
            rasters.size(),
            path));
  }

  @Override
  public void require(List<SampleRef> samples) {
    if (rasters.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoGeoreference", "no raster has a coordinate system and a place on the map")
              .at(path.toString())
              .expecting("GeoTIFFs with an EPSG code whose columns run east")
              .next("find embeddings by the names of samples with `encoder.match=name`"));
    }
  }

  @Override
  public Image of(SampleRef ref, Acquisition acquisition) {
    Footprint ground = acquisition.footprint();
    if (ground == null) {
      throw refused(ref, "the sample has no place on the map", "a data set with georeferences");
    }
    List<Placed> same =
        rasters.stream().filter(raster -> raster.system.equals(ground.system())).toList();
    if (same.isEmpty()) {
      List<String> known = rasters.stream().map(Placed::system).distinct().sorted().toList();
      throw refused(
          ref,
          "the sample is in " + ground.system() + ", the embeddings are in " + known,
          "rasters in the coordinate system of the samples; `gdalwarp -t_srs "
              + ground.system()
              + " -r near` converts them");
    }
    double right = same.get(0).transform.a();
    double down = Math.abs(same.get(0).transform.e());
    int columns = positions(ground.east() - ground.west(), right, ref);
    int rows = positions(ground.north() - ground.south(), down, ref);
    float[] map = new float[width * rows * columns];
    Arrays.fill(map, Float.NaN);
    for (Placed raster : same) {
      add(raster, ground, map, rows, columns);
    }
    return new Image(map, width, 1, rows, columns);
  }

  private static int positions(double length, double side, SampleRef ref) {
    double count = Math.max(1, Math.rint(length / side));
    if (!(count <= 10_000)) {
      throw refused(
          ref,
          String.format(Locale.ROOT, "the sample covers %.0f positions of a raster", count),
          "at most 10,000 rows and columns");
    }
    return (int) count;
  }

  private static BenchException refused(SampleRef ref, String what, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("PlaceOfSample", what).at("sample " + ref.id()).expecting(expected));
  }

  /** Fills the positions that are still without an embedding. */
  private void add(Placed raster, Footprint ground, float[] map, int rows, int columns) {
    int[] sourceRows = new int[rows];
    int[] sourceColumns = new int[columns];
    GeoTransform t = raster.transform;
    for (int r = 0; r < rows; r++) {
      double y = ground.north() - (r + 0.5) / rows * (ground.north() - ground.south());
      sourceRows[r] = (int) Math.floor((y - t.f()) / t.e() + ROUNDING);
    }
    for (int c = 0; c < columns; c++) {
      double x = ground.west() + (c + 0.5) / columns * (ground.east() - ground.west());
      sourceColumns[c] = (int) Math.floor((x - t.c()) / t.a() + ROUNDING);
    }
    int top = Math.max(0, Arrays.stream(sourceRows).min().orElse(0));
    int bottom = Math.min(raster.grid.height() - 1, Arrays.stream(sourceRows).max().orElse(-1));
    int left = Math.max(0, sourceColumns[0]);
    int right = Math.min(raster.grid.width() - 1, sourceColumns[columns - 1]);
    if (top > bottom || left > right) {
      return;
    }
    Window window = new Window(top, left, bottom - top + 1, right - left + 1);
    Image part = reader.window(raster.file, width, window);
    int plane = rows * columns;
    int partPlane = part.height() * part.width();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        boolean inside =
            sourceRows[r] >= top
                && sourceRows[r] <= bottom
                && sourceColumns[c] >= left
                && sourceColumns[c] <= right;
        if (inside && Float.isNaN(map[r * columns + c])) {
          int from = (sourceRows[r] - top) * part.width() + sourceColumns[c] - left;
          for (int d = 0; d < width; d++) {
            map[d * plane + r * columns + c] = part.data()[d * partPlane + from];
          }
        }
      }
    }
  }
}
