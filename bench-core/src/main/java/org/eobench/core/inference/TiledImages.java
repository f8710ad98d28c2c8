package org.eobench.core.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/** Images of equal size, the tiles that cover them, and the sum of the logits of these tiles. */
final class TiledImages {
  private static final String CUT =
      """
      def forward(self, tiles: List[Tensor], images: List[Tensor], places: List[Tensor], at: float):
        size = tiles[0].size(-1)
        for i in range(places[0].size(0)):
          image, r, c = self.place(places[0], i)
          cut = images[0][image, :, :, r:r + size, c:c + size]
          tiles[0][int(at) + i].copy_(cut)
        return tiles
      """;

  private static final String ADD =
      """
      def forward(self, sums: List[Tensor], logits: List[Tensor], places: List[Tensor], at: float):
        size = logits[0].size(-1)
        for i in range(places[0].size(0)):
          image, r, c = self.place(places[0], i)
          sums[0][image, :, r:r + size, c:c + size].add_(logits[0][int(at) + i])
        return sums
      """;

  private static final String PLACE =
      """
      def place(self, places, i: int) -> Tuple[int, int, int]:
        return int(places[i][0]), int(places[i][1]), int(places[i][2])
      """;

  /** The tiles form a grid, so as many cover a pixel as its row times as its column. */
  private static final String DIVIDE =
      """
      def forward(self, sums: List[Tensor], down: List[Tensor], across: List[Tensor]):
        sums[0].div_(torch.unsqueeze(down[0], 1) * across[0])
        return sums
      """;

  private record Place(int image, int row, int column) {}

  private final TorchOps ops;
  private final int tile;
  private final NDManager owner;
  private final NDManager scope;
  private final EncoderInput padded;
  private final Shape given;
  private final int height;
  private final int width;
  private final int[] firstRows;
  private final int[] firstColumns;
  private final List<Place> places = new ArrayList<>();
  private final Consumer<NDArray> merged;
  private @Nullable NDArray sum;
  private int taken;
  private int added;

  /**
   * @param input images {@code [B,C,T,H,W]} with equal H and W
   * @param height rows of the result
   * @param width columns of the result
   * @param merged gets the result {@code [B,K,height,width]}, owned by the manager of the first
   *     image
   */
  TiledImages(
      SlidingWindow window, EncoderInput input, int height, int width, Consumer<NDArray> merged) {
    NDArray any = input.images().values().iterator().next();
    this.ops = window.ops();
    this.tile = window.tile();
    this.owner = any.getManager();
    this.scope = owner.newSubManager();
    this.given = any.getShape();
    this.padded = padded(input);
    this.height = height;
    this.width = width;
    this.firstRows = TileOffsets.along((int) given.get(3), tile, window.stride());
    this.firstColumns = TileOffsets.along((int) given.get(4), tile, window.stride());
    this.merged = merged;
    for (int row : firstRows) {
      for (int column : firstColumns) {
        for (int image = 0; image < given.get(0); image++) {
          places.add(new Place(image, row, column));
        }
      }
    }
    if (places.isEmpty()) {
      throw new IllegalArgumentException("the batch contains no images");
    }
  }

  private EncoderInput padded(EncoderInput input) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    input
        .images()
        .forEach(
            (modality, image) -> {
              if (image.getShape().get(3) != given.get(3)
                  || image.getShape().get(4) != given.get(4)) {
                throw new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "%s has shape %s, but other images are %d x %d",
                        modality,
                        image.getShape(),
                        given.get(3),
                        given.get(4)));
              }
              images.put(modality, extend(extend(image, 3), 4));
            });
    return new EncoderInput(images, input.acquisitions());
  }

  private NDArray extend(NDArray image, int axis) {
    long missing = tile - image.getShape().get(axis);
    if (missing <= 0) {
      return image;
    }
    long[] shape = image.getShape().getShape().clone();
    shape[axis] = missing;
    NDArray extended = image.concat(scope.zeros(new Shape(shape)), axis);
    extended.attach(scope);
    return extended;
  }

  /** The shapes of its tiles by modality, {@code [C,T,tile,tile]}. */
  Map<String, Shape> tileShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    padded
        .images()
        .forEach(
            (modality, image) ->
                shapes.put(
                    modality,
                    new Shape(image.getShape().get(1), image.getShape().get(2), tile, tile)));
    return shapes;
  }

  boolean hasMore() {
    return taken < places.size();
  }

  /** The next tiles, at most {@code most} of them. */
  Tiles next(int most) {
    int first = taken;
    taken = Math.min(places.size(), first + most);
    return new Tiles(places.subList(first, taken));
  }

  /** The owner of what one pass needs. */
  NDManager newPass() {
    return owner.newSubManager();
  }

  /** Some of the tiles, in order. */
  final class Tiles {
    private final List<Place> some;

    Tiles(List<Place> some) {
      this.some = some;
    }

    TiledImages images() {
      return TiledImages.this;
    }

    int count() {
      return some.size();
    }

    /** The acquisitions of their images. */
    List<Acquisition> acquisitions() {
      return some.stream().map(place -> padded.acquisitions().get(place.image)).toList();
    }

    /**
     * Copies them.
     *
     * @param sink {@code [N,C,T,tile,tile]} by modality
     * @param at place of the first in {@code sink}
     */
    void cutInto(Map<String, NDArray> sink, int at, NDManager pass) {
      NDArray where = where(pass);
      sink.forEach(
          (modality, tiles) -> {
            List<NDArray> image = List.of(Objects.requireNonNull(padded.images().get(modality)));
            ops.update(PLACE + CUT, List.of(List.of(tiles), image, List.of(where)), at);
          });
    }

    /**
     * Adds their logits.
     *
     * @param logits {@code [N,K,tile,tile]}
     * @param at place of the first in {@code logits}
     */
    void add(NDArray logits, int at, NDManager pass) {
      NDArray all = sum;
      if (all == null) {
        long rows = Math.max(tile, given.get(3));
        long columns = Math.max(tile, given.get(4));
        all = scope.zeros(new Shape(given.get(0), logits.getShape().get(1), rows, columns));
        sum = all;
      }
      List<NDArray> where = List.of(where(pass));
      ops.update(PLACE + ADD, List.of(List.of(all), List.of(logits), where), at);
      added += some.size();
    }

    /** {@code [n,3]} in host memory, where a script reads single numbers at no cost. */
    private NDArray where(NDManager pass) {
      long[] numbers =
          some.stream()
              .flatMapToLong(place -> LongStream.of(place.image, place.row, place.column))
              .toArray();
      return pass.newSubManager(Device.cpu()).create(numbers, new Shape(some.size(), 3));
    }
  }

  /** Hands over the result if the logits of all tiles were added. */
  void finish() {
    NDArray all = sum;
    if (all == null || added < places.size()) {
      return;
    }
    float[] down = cover(firstRows, (int) all.getShape().get(2));
    float[] across = cover(firstColumns, (int) all.getShape().get(3));
    if (firstRows.length > 1 || firstColumns.length > 1) {
      ops.update(
          DIVIDE,
          List.of(List.of(all), List.of(scope.create(down)), List.of(scope.create(across))));
    }
    NDArray result = all;
    if (!all.getShape().slice(2).equals(given.slice(3))) {
      NDIndex inside = new NDIndex().addAllDim(2);
      result = all.get(inside.addSliceDim(0, given.get(3)).addSliceDim(0, given.get(4)));
    }
    result = ops.resizePredictions(result, height, width);
    result.attach(owner);
    scope.close();
    merged.accept(result);
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
