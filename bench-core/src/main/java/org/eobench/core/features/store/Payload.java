package org.eobench.core.features.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The maps of one sample as bytes: the type of the values and the number of maps, the rank, the
 * shape and the order of the axes of each, then their values. All in the byte order of the machine,
 * which is part of a store's identity.
 */
final class Payload {
  /** More than any encoder returns; keeps a damaged number from asking for memory. */
  private static final int MOST_MAPS = 1024;

  private static final int MOST_AXES = 8;

  private Payload() {}

  /** Where the values of a map lie. */
  private record Head(List<Integer> shape, List<Integer> order) {}

  /**
   * @throws org.eobench.core.error.BenchException if a value is beyond what {@code type} holds
   */
  static ByteBuffer of(List<StoredMap> maps, StoredType type) {
    long length = 2L * Integer.BYTES;
    for (StoredMap map : maps) {
      length += Integer.BYTES * (1 + 2L * map.shape().size()) + type.bytes(map.shape());
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.nativeOrder());
    bytes.putInt(type.ordinal()).putInt(maps.size());
    for (StoredMap map : maps) {
      bytes.putInt(map.shape().size());
      map.shape().forEach(bytes::putInt);
      map.order().forEach(bytes::putInt);
    }
    maps.forEach(map -> type.write(map, bytes));
    return bytes.flip();
  }

  /** The maps; those of fp32 share the memory of {@code bytes}. */
  static List<StoredMap> maps(ByteBuffer bytes) throws DamagedShard {
    ByteBuffer in = bytes.duplicate().order(ByteOrder.nativeOrder());
    StoredType type = StoredType.values()[number(in, StoredType.values().length - 1, "types")];
    List<Head> heads = new ArrayList<>();
    int count = number(in, MOST_MAPS, "maps");
    for (int i = 0; i < count; i++) {
      int rank = number(in, MOST_AXES, "axes");
      List<Integer> shape = numbers(in, rank, Integer.MAX_VALUE, "positions");
      heads.add(new Head(shape, numbers(in, rank, rank - 1, "places of axes")));
    }
    List<StoredMap> maps = new ArrayList<>();
    for (Head head : heads) {
      int length = length(type, head.shape, in.remaining());
      ByteBuffer stored = in.slice(in.position(), length).order(ByteOrder.nativeOrder());
      in.position(in.position() + length);
      maps.add(map(type, head, stored));
    }
    if (in.hasRemaining()) {
      throw new DamagedShard("a record is longer than its maps");
    }
    return maps;
  }

  private static StoredMap map(StoredType type, Head head, ByteBuffer stored) throws DamagedShard {
    try {
      int channels = StoredMap.stride(head.shape, head.order, 0);
      return new StoredMap(head.shape, head.order, type.read(head.shape, channels, stored));
    } catch (IllegalArgumentException order) {
      throw new DamagedShard("a record has axes in the order " + head.order);
    }
  }

  private static List<Integer> numbers(ByteBuffer in, int count, int most, String what)
      throws DamagedShard {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(number(in, most, what));
    }
    return numbers;
  }

  private static int number(ByteBuffer in, int most, String what) throws DamagedShard {
    int number = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    if (number < 0 || number > most) {
      throw new DamagedShard(String.format(Locale.ROOT, "a record has %d %s", number, what));
    }
    return number;
  }

  private static int length(StoredType type, List<Integer> shape, int remaining)
      throws DamagedShard {
    long values = 1;
    for (int size : shape) {
      values *= size;
      if (values > remaining) {
        throw new DamagedShard("a record is shorter than its maps");
      }
    }
    if (shape.isEmpty() || type.bytes(shape) > remaining) {
      throw new DamagedShard("a record is shorter than its maps");
    }
    return (int) type.bytes(shape);
  }
}
