package org.eobench.core.run.scene;

import java.util.List;
import java.util.Map;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.cog.RasterTiles;
import org.eobench.core.run.scene.WindowGrid.Block;

/** One raster of a scene, read from the files of its blocks. */
final class WorkTiles implements RasterTiles {
  private final WindowGrid grid;
  private final Map<Block, BlockFile.Index> blocks;
  private final List<SceneLayer> layers;
  private final int layer;
  private final GeoTiffSpec spec;
  private final int across;
  private final List<Block> order;

  /** Kept for all tiles, as Java enlarges its heap for large arrays. */
  private final byte[] bytes;

  /**
   * @param blocks all blocks of the scene
   * @param layer index of the raster among the layers
   */
  WorkTiles(
      WindowGrid grid,
      Map<Block, BlockFile.Index> blocks,
      List<SceneLayer> layers,
      int layer,
      GeoTiffSpec spec) {
    this.grid = grid;
    this.blocks = blocks;
    this.layers = layers;
    this.layer = layer;
    this.spec = spec;
    this.order = grid.blocks();
    SceneLayer of = layers.get(layer);
    this.bytes = new byte[of.bands() * BlockTiles.SIDE * BlockTiles.SIDE * of.sampleBytes()];
    this.across = (grid.width() + grid.side() - 1) / grid.side();
  }

  @Override
  public GeoTiffSpec spec() {
    return spec;
  }

  @Override
  public int tileSize() {
    return BlockTiles.SIDE;
  }

  @Override
  public boolean read(int tileColumn, int tileRow, float[] values) {
    int each = grid.side() / BlockTiles.SIDE;
    Block block = order.get(tileRow / each * across + tileColumn / each);
    SceneLayer of = layers.get(layer);
    int place = BlockTiles.place(block, tileRow % each, tileColumn % each, layer, layers);
    BlockFile.Index index = blocks.get(block);
    if (index == null || !BlockFile.read(index, place, bytes)) {
      return false;
    }
    BlockTiles.numbers(of, bytes, values);
    return true;
  }
}
