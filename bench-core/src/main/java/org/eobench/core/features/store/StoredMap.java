package org.eobench.core.features.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/**
 * One feature map of one sample.
 *
 * @param shape {@code [D,(T,)h,w]}
 * @param values float32 in C order and the byte order of the machine; read-only
 */
public record StoredMap(List<Integer> shape, ByteBuffer values) {
  public StoredMap {
    shape = List.copyOf(shape);
    values = values.slice().order(ByteOrder.nativeOrder()).asReadOnlyBuffer();
    long expected =
        shape.stream().mapToLong(Integer::longValue).reduce(Float.BYTES, (a, b) -> a * b);
    if (values.remaining() != expected) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d bytes for a map of shape %s", values.remaining(), shape));
    }
  }

  /** The values; the caller may move the position of what it gets. */
  @Override
  public ByteBuffer values() {
    return values.duplicate().order(ByteOrder.nativeOrder());
  }
}
