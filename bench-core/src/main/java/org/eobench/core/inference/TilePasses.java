package org.eobench.core.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderInput;

/**
 * Predicts images in tiles. Tiles wait until a forward pass is full, so that it may hold tiles of
 * several images. Every image that waits has a tile in the next pass, which bounds the memory.
 */
public final class TilePasses {
  private final SlidingWindow window;
  private final TileModel model;
  private final List<TiledImages.Tiles> waiting = new ArrayList<>();
  private int count;

  TilePasses(SlidingWindow window, TileModel model) {
    this.window = window;
    this.model = model;
  }

  /**
   * Adds images, and runs the passes that are full.
   *
   * @param input images {@code [B,C,T,H,W]} with equal H and W, which must stay open until they are
   *     predicted; a tile has the acquisition of its image
   * @param height rows of the result; if they differ from H, the merged logits are resized
   *     bilinearly
   * @param width columns of the result
   * @param predicted gets the logits {@code [B,K,height,width]}, owned by the manager of the first
   *     image: in this call or in a later one, in the order in which images were added
   */
  public void add(EncoderInput input, int height, int width, Consumer<NDArray> predicted) {
    TiledImages images = new TiledImages(window, input, height, width, predicted);
    if (!waiting.isEmpty() && !images.tileShapes().equals(waiting.get(0).images().tileShapes())) {
      end();
    }
    while (images.hasMore()) {
      TiledImages.Tiles tiles = images.next(window.tilesPerPass() - count);
      waiting.add(tiles);
      count += tiles.count();
      if (count == window.tilesPerPass()) {
        end();
      }
    }
  }

  /** Runs a last pass for the tiles that wait. */
  public void end() {
    if (waiting.isEmpty()) {
      return;
    }
    List<TiledImages.Tiles> tiles = List.copyOf(waiting);
    waiting.clear();
    try (NDManager pass = tiles.get(0).images().newPass()) {
      NDArray logits = model.logits(cut(tiles, pass), window.tile(), window.tile());
      logits.attach(pass);
      int at = 0;
      for (TiledImages.Tiles some : tiles) {
        some.add(logits, at, pass);
        at += some.count();
      }
    }
    count = 0;
    // Whoever gets a result may free the images, and with the first ones the pass.
    tiles.forEach(some -> some.images().finish());
  }

  private EncoderInput cut(List<TiledImages.Tiles> tiles, NDManager pass) {
    Map<String, NDArray> inputs = new LinkedHashMap<>();
    Map<String, Shape> shapes = tiles.get(0).images().tileShapes();
    shapes.forEach(
        (modality, shape) ->
            inputs.put(modality, pass.create(new Shape(count).addAll(shape), DataType.FLOAT32)));
    List<Acquisition> acquisitions = new ArrayList<>();
    for (TiledImages.Tiles some : tiles) {
      some.cutInto(inputs, acquisitions.size(), pass);
      acquisitions.addAll(some.acquisitions());
    }
    return new EncoderInput(inputs, acquisitions);
  }
}
