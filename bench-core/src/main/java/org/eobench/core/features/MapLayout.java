package org.eobench.core.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.features.store.StoredMap;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Where the values of a feature map lie in memory. A map that an encoder returns is often a view
 * into its tokens; libtorch chooses kernels by the layout, and other kernels round differently. So
 * a map from a store is laid out as the encoder's own.
 *
 * @param strides values from one position to the next, by axis of {@code [B,D,(T,)h,w]}
 * @param offset values before the first
 */
record MapLayout(List<Long> strides, long offset) {
  private static final String READ =
      """
      def forward(self, x):
        return torch.tensor(x.stride() + [x.storage_offset()])
      """;

  private static final String LAY_OUT =
      """
      def forward(self, x):
        y = torch.as_strided(torch.new_empty(x, [%1$d]), [%2$s], [%3$s], %4$d)
        y.copy_(x.permute([%5$s]))
        return y
      """;

  MapLayout {
    strides = List.copyOf(strides);
  }

  static MapLayout of(NDArray map, TorchOps ops) {
    try (NDArray read = ops.call(READ, map)) {
      List<Long> numbers = Arrays.stream(read.toLongArray()).boxed().toList();
      int last = numbers.size() - 1;
      return new MapLayout(numbers.subList(0, last), numbers.get(last));
    }
  }

  /** The axes of {@code [D,(T,)h,w]} as they lie in memory, outermost first. */
  private List<Integer> order() {
    return IntStream.range(0, strides.size() - 1)
        .boxed()
        .sorted(Comparator.comparing((Integer axis) -> strides.get(axis + 1)).reversed())
        .toList();
  }

  /** The maps of each sample of a batch, with their values in the order of the levels' own. */
  static List<List<StoredMap>> apart(List<NDArray> levels, int batch, TorchOps ops) {
    List<List<StoredMap>> samples = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      samples.add(new ArrayList<>());
    }
    for (NDArray level : levels) {
      List<Integer> order = MapLayout.of(level, ops).order();
      ByteBuffer values;
      try (NDArray dense = level.transpose(axes(order))) {
        values = dense.toByteBuffer().order(ByteOrder.nativeOrder());
      }
      int each = values.remaining() / batch;
      List<Integer> shape = shape(level.getShape().slice(1));
      for (int i = 0; i < batch; i++) {
        ByteBuffer own = values.slice(values.position() + i * each, each);
        samples.get(i).add(new StoredMap(shape, order, own));
      }
    }
    return samples;
  }

  /** The axes of a batch of maps whose axes are in an order. */
  private static int[] axes(List<Integer> order) {
    return IntStream.range(0, order.size() + 1)
        .map(place -> place == 0 ? 0 : order.get(place - 1) + 1)
        .toArray();
  }

  private static List<Integer> shape(Shape shape) {
    return Arrays.stream(shape.getShape()).mapToObj(Math::toIntExact).toList();
  }

  /**
   * One map of a batch, in this layout.
   *
   * @param samples the map of each sample
   */
  NDArray together(List<StoredMap> samples, TorchOps ops, NDManager owner) {
    List<Integer> shape = samples.get(0).shape();
    List<Integer> order = samples.get(0).order();
    long[] sizes = new long[strides.size()];
    long[] dense = new long[strides.size()];
    Integer[] places = new Integer[strides.size()];
    sizes[0] = samples.size();
    dense[0] = samples.size();
    places[0] = 0;
    for (int axis = 1; axis < sizes.length; axis++) {
      sizes[axis] = shape.get(axis - 1);
      dense[axis] = shape.get(order.get(axis - 1));
      places[axis] = order.indexOf(axis - 1) + 1;
    }
    int bytes = samples.stream().mapToInt(map -> map.values().remaining()).sum();
    ByteBuffer joined = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    samples.forEach(map -> joined.put(map.in(order).values()));
    long span = offset + 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      span += (sizes[axis] - 1) * strides.get(axis);
    }
    String script =
        String.format(
            Locale.ROOT,
            LAY_OUT,
            span,
            numbers(Arrays.stream(sizes).boxed()),
            numbers(strides.stream()),
            offset,
            numbers(Arrays.stream(places)));
    try (NDArray values = owner.create(joined.flip(), new Shape(dense), DataType.FLOAT32)) {
      NDArray map = ops.call(script, values);
      map.attach(owner);
      return map;
    }
  }

  private static String numbers(Stream<?> numbers) {
    return numbers.map(String::valueOf).collect(Collectors.joining(", "));
  }
}
