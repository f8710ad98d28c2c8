package org.eobench.core.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
        y = torch.as_strided(torch.new_zeros(x, [%1$d]), [%2$s], [%3$s], %4$d)
        y.copy_(x)
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

  /** The maps of each sample of a batch. */
  static List<List<StoredMap>> apart(List<NDArray> levels, int batch) {
    List<List<StoredMap>> samples = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      samples.add(new ArrayList<>());
    }
    for (NDArray level : levels) {
      ByteBuffer values = level.toByteBuffer().order(ByteOrder.nativeOrder());
      int each = values.remaining() / batch;
      List<Integer> shape = shape(level.getShape().slice(1));
      for (int i = 0; i < batch; i++) {
        samples.get(i).add(new StoredMap(shape, values.slice(values.position() + i * each, each)));
      }
    }
    return samples;
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
    long[] sizes = new long[strides.size()];
    sizes[0] = samples.size();
    List<Integer> shape = samples.get(0).shape();
    for (int axis = 1; axis < sizes.length; axis++) {
      sizes[axis] = shape.get(axis - 1);
    }
    int bytes = samples.stream().mapToInt(map -> map.values().remaining()).sum();
    ByteBuffer joined = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    samples.forEach(map -> joined.put(map.values()));
    long span = offset + 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      span += (sizes[axis] - 1) * strides.get(axis);
    }
    String script =
        String.format(
            Locale.ROOT,
            LAY_OUT,
            span,
            Arrays.stream(sizes).mapToObj(String::valueOf).collect(Collectors.joining(", ")),
            strides.stream().map(String::valueOf).collect(Collectors.joining(", ")),
            offset);
    try (NDArray dense = owner.create(joined.flip(), new Shape(sizes), DataType.FLOAT32)) {
      NDArray map = ops.call(script, dense);
      map.attach(owner);
      return map;
    }
  }
}
