package org.eobench.core.run.scene;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.io.geotiff.cog.RasterTiles;
import org.eobench.core.run.scene.BlockLogits.Logits;
import org.eobench.core.run.scene.WindowGrid.Block;
import org.jspecify.annotations.Nullable;

/**
 * A block cut into the tiles of the rasters that are written, {@code [bands,side,side]} each, by
 * tile and then by layer.
 */
final class BlockTiles implements BlockFile.Tiles {
  /** Rows and columns of a tile. */
  static final int SIDE = RasterTiles.DEFAULT_SIDE;

  private final Logits block;
  private final BlockMaps maps;
  private final long[] classes;
  private Map<SceneOutput, float[]> current = Map.of();
  private int currentTile = -1;

  /**
   * @param classes number of classes that are counted; 0 if none are predicted
   */
  BlockTiles(Logits block, BlockMaps maps, int classes) {
    this.block = block;
    this.maps = maps;
    this.classes = new long[classes];
  }

  /** The number of tiles of a block, for all layers. */
  static int count(Block block, List<SceneLayer> layers) {
    return tiles(block.height()) * tiles(block.width()) * layers.size();
  }

  private static int tiles(int pixels) {
    return (pixels + SIDE - 1) / SIDE;
  }

  /** The place of a tile within its block. */
  static int place(Block block, int tileRow, int tileColumn, int layer, List<SceneLayer> layers) {
    return (tileRow * tiles(block.width()) + tileColumn) * layers.size() + layer;
  }

  @Override
  public int count() {
    return count(block.block(), maps.layers());
  }

  @Override
  public byte @Nullable [] bytes(int tile) {
    List<SceneLayer> layers = maps.layers();
    int place = tile / layers.size();
    int across = tiles(block.block().width());
    int top = place / across * SIDE;
    int left = place % across * SIDE;
    int height = Math.min(SIDE, block.block().height() - top);
    int width = Math.min(SIDE, block.block().width() - left);
    if (place != currentTile) {
      current = maps.part(block, top, left, height, width);
      currentTile = place;
    }
    SceneLayer layer = layers.get(tile % layers.size());
    float[] values = current.get(layer.output());
    if (values == null) {
      return null;
    }
    if (layer.output() == SceneOutput.CLASSES) {
      for (float value : values) {
        if (value != (float) layer.nodata()) {
          classes[(int) value]++;
        }
      }
    }
    return bytes(layer, values, height, width);
  }

  /** Pixels of each class in the tiles that were made. */
  long[] classes() {
    return classes.clone();
  }

  private static byte[] bytes(SceneLayer layer, float[] values, int height, int width) {
    int plane = SIDE * SIDE;
    ByteBuffer bytes =
        ByteBuffer.allocate(layer.bands() * plane * layer.sampleBytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] row = new float[SIDE];
    for (int band = 0; band < layer.bands(); band++) {
      for (int r = 0; r < SIDE; r++) {
        Arrays.fill(row, (float) layer.nodata());
        if (r < height) {
          System.arraycopy(values, (band * height + r) * width, row, 0, width);
        }
        for (float value : row) {
          put(layer, value, bytes);
        }
      }
    }
    return bytes.array();
  }

  private static void put(SceneLayer layer, float value, ByteBuffer bytes) {
    switch (layer.type()) {
      case UINT8 -> bytes.put((byte) (int) value);
      case UINT16 -> bytes.putShort((short) (int) value);
      default -> bytes.putFloat(value);
    }
  }

  /**
   * The numbers of a tile from its bytes.
   *
   * @param values takes {@code [bands,side,side]}
   */
  static void numbers(SceneLayer layer, byte[] bytes, float[] values) {
    ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (layer.type()) {
            case UINT8 -> from.get() & 0xff;
            case UINT16 -> from.getShort() & 0xffff;
            default -> from.getFloat();
          };
    }
  }
}
