package org.eobench.core.io.geotiff.cog;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.UnfinishedFiles;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.SampleType;

/**
 * Writes rasters of any size as Cloud Optimized GeoTIFFs, as GDAL's driver COG lays them out: tiles
 * with Deflate and a predictor, bands stored separately, and overviews in halves down to one tile.
 * Tiles without data take no room. What needs more than 4 GiB is a BigTIFF. The same raster gives
 * the same bytes.
 *
 * <p>In memory are a tile of each level, and 24 bytes for each tile. On the disk, a hidden file
 * beside the target holds the encoded tiles meanwhile. The target appears complete or not at all.
 */
public final class CogWriter {
  private static final int STEP = 16;

  private CogWriter() {}

  /**
   * Writes a raster.
   *
   * @throws IllegalArgumentException if an integer type cannot represent a value exactly, the side
   *     of tiles is no multiple of 16, or colours are given for anything but one band of UINT8
   * @throws org.eobench.core.error.BenchException {@code CannotWrite} or {@code DiskFull}
   */
  public static void write(Path target, RasterTiles raster, CogOptions options) {
    GeoTiffSpec spec = raster.spec();
    int side = raster.tileSize();
    if (side < STEP || side % STEP != 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "tiles of %d pixels are no multiple of %d", side, STEP));
    }
    if (!options.colours().isEmpty() && (spec.bands() > 1 || spec.type() != SampleType.UINT8)) {
      throw new IllegalArgumentException("only one band of UINT8 has a colour table");
    }
    List<Level> levels = Level.of(spec, side);
    AtomicFile.writeChannel(
        target,
        channel -> {
          Path folder = target.toAbsolutePath().getParent();
          if (folder != null) {
            UnfinishedFiles.removeStale(folder);
          }
          try (TileStore store = TileStore.beside(target, levels, spec.bands())) {
            new Pyramid(raster, options.overviews(), levels, store).build();
            new CogLayout(spec, options, levels, store).writeTo(channel);
          }
        });
  }
}
