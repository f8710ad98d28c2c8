package org.eobench.core.inference;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Applies a model to images of any size in tiles. The logits of a pixel are the mean over the tiles
 * that cover it, all with equal weight.
 *
 * <p>An image smaller than a tile is padded at its bottom and right with zeros, which is the data
 * set's mean after normalisation. The logits of the padding are dropped.
 */
public final class SlidingWindow {
  private final TorchOps ops;
  private final int tile;
  private final int stride;
  private final int tilesPerPass;

  /**
   * @param tile tile size in pixels
   * @param stride maximum distance between tiles in pixels, or null for the fewest tiles that cover
   *     the image
   * @param tilesPerPass maximum number of tiles in one forward pass
   */
  public SlidingWindow(TorchOps ops, int tile, @Nullable Integer stride, int tilesPerPass) {
    this.ops = ops;
    this.tile = tile;
    this.stride = stride == null ? tile : stride;
    this.tilesPerPass = tilesPerPass;
    if (tile < 1 || this.stride < 1 || this.stride > tile || tilesPerPass < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "tile %d, stride %s, %d tiles per pass: 1 <= stride <= tile and at least one tile per"
                  + " pass are required",
              tile,
              stride,
              tilesPerPass));
    }
  }

  /**
   * The logits of a batch.
   *
   * @param input images {@code [B,C,T,H,W]} with equal H and W; a tile has the acquisition of its
   *     image
   * @param height rows of the result; if they differ from H, the merged logits are resized
   *     bilinearly
   * @param width columns of the result
   * @return {@code [B,K,height,width]}, owned by the manager of the first image
   */
  public NDArray logits(EncoderInput input, int height, int width, TileModel model) {
    TilePasses passes = passes(model);
    List<NDArray> merged = new ArrayList<>();
    passes.add(input, height, width, merged::add);
    passes.end();
    return merged.get(0);
  }

  /** Passes for images that are predicted one after another. */
  public TilePasses passes(TileModel model) {
    return new TilePasses(this, model);
  }

  TorchOps ops() {
    return ops;
  }

  int tile() {
    return tile;
  }

  int stride() {
    return stride;
  }

  int tilesPerPass() {
    return tilesPerPass;
  }
}
