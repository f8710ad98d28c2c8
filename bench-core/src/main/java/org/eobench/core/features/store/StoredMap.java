package org.eobench.core.features.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One feature map of one sample.
 *
 * @param shape {@code [D,(T,)h,w]}
 * @param order the axes of {@code shape}, outermost first, as {@code values} runs through them;
 *     that of the encoder's own map, so that it is copied and not transposed
 * @param values float32 in that order and the byte order of the machine; read-only
 */
public record StoredMap(List<Integer> shape, List<Integer> order, ByteBuffer values) {
  public StoredMap {
    shape = List.copyOf(shape);
    order = List.copyOf(order);
    values = values.slice().order(ByteOrder.nativeOrder()).asReadOnlyBuffer();
    if (order.size() != shape.size() || !new HashSet<>(order).equals(axes(shape.size()))) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the order %s of a map of shape %s", order, shape));
    }
    if (values.remaining() != (long) Float.BYTES * count(shape)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d bytes for a map of shape %s", values.remaining(), shape));
    }
  }

  /** A map in C order. */
  public StoredMap(List<Integer> shape, ByteBuffer values) {
    this(shape, IntStream.range(0, shape.size()).boxed().toList(), values);
  }

  private static HashSet<Integer> axes(int rank) {
    return new HashSet<>(IntStream.range(0, rank).boxed().toList());
  }

  static long count(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /** The values; the caller may move the position of what it gets. */
  @Override
  public ByteBuffer values() {
    return values.duplicate().order(ByteOrder.nativeOrder());
  }

  /** How many values apart two neighbours along an axis are. */
  int stride(int axis) {
    return stride(shape, order, axis);
  }

  static int stride(List<Integer> shape, List<Integer> order, int axis) {
    return order.stream()
        .skip(order.indexOf(axis) + 1L)
        .mapToInt(shape::get)
        .reduce(1, (a, b) -> a * b);
  }

  /** The same map with its values in another order of the axes. */
  public StoredMap in(List<Integer> other) {
    if (other.equals(order)) {
      return this;
    }
    int[] sizes = other.stream().mapToInt(shape::get).toArray();
    int[] strides = other.stream().mapToInt(this::stride).toArray();
    int[] at = new int[sizes.length];
    ByteBuffer from = values();
    ByteBuffer to = ByteBuffer.allocate(from.remaining()).order(ByteOrder.nativeOrder());
    while (to.hasRemaining()) {
      int place = IntStream.range(0, at.length).map(axis -> at[axis] * strides[axis]).sum();
      to.putInt(from.getInt(Float.BYTES * place));
      for (int axis = at.length - 1; axis >= 0 && ++at[axis] == sizes[axis]; axis--) {
        at[axis] = 0;
      }
    }
    return new StoredMap(shape, other, to.flip());
  }

  /** Whether two maps have the same shape and bits, in whatever order. */
  public boolean sameAs(StoredMap other) {
    return shape.equals(other.shape) && values.equals(other.in(order).values);
  }

  /** Whether the maps of two samples have the same shapes and bits. */
  public static boolean same(List<StoredMap> maps, List<StoredMap> others) {
    return maps.size() == others.size()
        && IntStream.range(0, maps.size()).allMatch(i -> maps.get(i).sameAs(others.get(i)));
  }
}
