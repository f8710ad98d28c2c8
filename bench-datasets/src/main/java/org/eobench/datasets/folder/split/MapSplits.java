package org.eobench.datasets.folder.split;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.raster.formats.Grid;

/** Opens the splits by place. */
public final class MapSplits {
  private MapSplits() {}

  /**
   * Opens the configured split.
   *
   * @param samples the images by name
   * @param grids grid of each image
   * @param windows all windows of the images, without overlap
   * @param root folder of the polygons or rasters
   * @param remarks receives a sentence about the blocks
   */
  public static MapSplit open(
      SplitConfig config,
      Map<String, FolderSample> samples,
      Map<String, Grid> grids,
      Collection<MapWindow> windows,
      Path root,
      List<String> remarks) {
    if (config.by() == SplitConfig.By.GRID) {
      MapBlocks blocks = MapBlocks.of(windows, config, Objects.requireNonNull(config.block()));
      remarks.add("split: blocks on the map: " + blocks.summary());
      return blocks;
    }
    if (config.by() == SplitConfig.By.RASTER) {
      return SplitRaster.of(
          Objects.requireNonNull(config.raster()), config.splits(), root, samples);
    }
    SplitPolygons polygons =
        SplitPolygons.read(
            root.resolve(Objects.requireNonNull(config.polygons())), config.attribute());
    grids.forEach((image, grid) -> polygons.prepare(grid, image));
    return polygons;
  }
}
