package org.eobench.core.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.torch.Interpolation;
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

  private record Place(int image, int row, int column) {}

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
    NDArray any = input.images().values().iterator().next();
    Shape shape = any.getShape();
    int rows = (int) shape.get(3);
    int columns = (int) shape.get(4);
    NDManager owner = any.getManager();
    try (NDManager scope = owner.newSubManager()) {
      NDArray merged = merge(padded(input, rows, columns, scope), model, scope);
      if (rows < tile || columns < tile) {
        merged =
            merged.get(new NDIndex().addAllDim(2).addSliceDim(0, rows).addSliceDim(0, columns));
      }
      if (rows != height || columns != width) {
        merged = ops.interpolate(merged, height, width, Interpolation.BILINEAR);
      }
      merged.attach(owner);
      return merged;
    }
  }

  /**
   * Like {@link #logits} for images of one tile each, whose logits are known.
   *
   * @param logits {@code [B,K,tile,tile]}
   * @return {@code [B,K,height,width]}, owned by the manager of {@code logits}
   */
  public NDArray ofOneTile(NDArray logits, int height, int width) {
    NDManager owner = logits.getManager();
    try (NDManager scope = owner.newSubManager()) {
      List<Place> places =
          IntStream.range(0, (int) logits.getShape().get(0))
              .mapToObj(image -> new Place(image, 0, 0))
              .toList();
      int[] start = {0};
      NDArray merged = scope.zeros(logits.getShape());
      add(logits, places, merged, scope);
      merged.divi(counts(start, tile, start, tile, scope));
      if (tile != height || tile != width) {
        merged = ops.interpolate(merged, height, width, Interpolation.BILINEAR);
      }
      merged.attach(owner);
      return merged;
    }
  }

  private EncoderInput padded(EncoderInput input, int rows, int columns, NDManager scope) {
    Map<String, NDArray> padded = new LinkedHashMap<>();
    input
        .images()
        .forEach(
            (modality, image) -> {
              if (image.getShape().get(3) != rows || image.getShape().get(4) != columns) {
                throw new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "%s has shape %s, but other images are %d x %d",
                        modality,
                        image.getShape(),
                        rows,
                        columns));
              }
              padded.put(modality, extend(extend(image, 3, scope), 4, scope));
            });
    return new EncoderInput(padded, input.acquisitions());
  }

  private NDArray extend(NDArray image, int axis, NDManager scope) {
    long missing = tile - image.getShape().get(axis);
    if (missing <= 0) {
      return image;
    }
    long[] shape = image.getShape().getShape();
    shape[axis] = missing;
    NDArray extended = image.concat(scope.zeros(new Shape(shape)), axis);
    extended.attach(scope);
    return extended;
  }

  private NDArray merge(EncoderInput input, TileModel model, NDManager scope) {
    Shape shape = input.images().values().iterator().next().getShape();
    int batch = (int) shape.get(0);
    int rows = (int) shape.get(3);
    int columns = (int) shape.get(4);
    int[] firstRows = TileOffsets.along(rows, tile, stride);
    int[] firstColumns = TileOffsets.along(columns, tile, stride);
    List<Place> places = new ArrayList<>();
    for (int row : firstRows) {
      for (int column : firstColumns) {
        for (int image = 0; image < batch; image++) {
          places.add(new Place(image, row, column));
        }
      }
    }
    NDArray sum = null;
    for (int start = 0; start < places.size(); start += tilesPerPass) {
      List<Place> some = places.subList(start, Math.min(places.size(), start + tilesPerPass));
      try (NDManager pass = scope.newSubManager()) {
        NDArray logits = model.logits(cut(input, some, pass), tile, tile);
        logits.attach(pass);
        if (sum == null) {
          sum = scope.zeros(new Shape(batch, logits.getShape().get(1), rows, columns));
        }
        add(logits, some, sum, pass);
      }
    }
    if (sum == null) {
      throw new IllegalArgumentException("the batch contains no images");
    }
    return sum.divi(counts(firstRows, rows, firstColumns, columns, scope));
  }

  private EncoderInput cut(EncoderInput input, List<Place> places, NDManager pass) {
    Map<String, NDArray> tiles = new LinkedHashMap<>();
    input
        .images()
        .forEach(
            (modality, image) -> {
              NDList cuts = new NDList();
              for (Place place : places) {
                NDIndex where =
                    new NDIndex().addSliceDim(place.image, place.image + 1).addAllDim(2);
                NDArray cut = image.get(extent(where, place));
                cut.attach(pass);
                cuts.add(cut);
              }
              tiles.put(modality, NDArrays.concat(cuts, 0));
            });
    List<Acquisition> acquisitions =
        places.stream().map(place -> input.acquisitions().get(place.image)).toList();
    return new EncoderInput(tiles, acquisitions);
  }

  private void add(NDArray logits, List<Place> places, NDArray sum, NDManager pass) {
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      NDIndex where = new NDIndex().addSliceDim(place.image, place.image + 1).addAllDim();
      NDIndex covered = extent(where, place);
      NDArray before = sum.get(covered);
      before.attach(pass);
      sum.set(covered, before.add(logits.get(new NDIndex().addSliceDim(i, i + 1))));
    }
  }

  private NDIndex extent(NDIndex index, Place place) {
    return index
        .addSliceDim(place.row, place.row + tile)
        .addSliceDim(place.column, place.column + tile);
  }

  /** How many tiles cover each pixel, {@code [1,1,H,W]}: the grid is the product of its axes. */
  private NDArray counts(
      int[] firstRows, int rows, int[] firstColumns, int columns, NDManager scope) {
    float[] down = cover(firstRows, rows);
    float[] across = cover(firstColumns, columns);
    float[] counts = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        counts[r * columns + c] = down[r] * across[c];
      }
    }
    return scope.create(counts, new Shape(1, 1, rows, columns));
  }

  private float[] cover(int[] starts, int size) {
    float[] cover = new float[size];
    for (int start : starts) {
      for (int i = start; i < start + tile; i++) {
        cover[i]++;
      }
    }
    return cover;
  }
}
