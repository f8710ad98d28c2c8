package org.eobench.core.features.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The maps of one sample as bytes: the number of maps, the rank and the shape of each, then their
 * values. All in the byte order of the machine, which is part of a store's identity.
 */
final class Payload {
  /** More than any encoder returns; keeps a damaged number from asking for memory. */
  private static final int MOST_MAPS = 1024;

  private static final int MOST_AXES = 8;

  private Payload() {}

  static ByteBuffer of(List<StoredMap> maps) {
    long length = Integer.BYTES;
    for (StoredMap map : maps) {
      length += Integer.BYTES * (1L + map.shape().size()) + map.values().remaining();
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.nativeOrder());
    bytes.putInt(maps.size());
    for (StoredMap map : maps) {
      bytes.putInt(map.shape().size());
      map.shape().forEach(bytes::putInt);
    }
    maps.forEach(map -> bytes.put(map.values()));
    return bytes.flip();
  }

  /** The maps, which share the memory of {@code bytes}. */
  static List<StoredMap> maps(ByteBuffer bytes) throws DamagedShard {
    ByteBuffer in = bytes.duplicate().order(ByteOrder.nativeOrder());
    List<List<Integer>> shapes = new ArrayList<>();
    int count = number(in, MOST_MAPS, "maps");
    for (int i = 0; i < count; i++) {
      int rank = number(in, MOST_AXES, "axes");
      List<Integer> shape = new ArrayList<>();
      for (int axis = 0; axis < rank; axis++) {
        shape.add(number(in, Integer.MAX_VALUE, "positions"));
      }
      shapes.add(shape);
    }
    List<StoredMap> maps = new ArrayList<>();
    for (List<Integer> shape : shapes) {
      int length = length(shape, in.remaining());
      maps.add(new StoredMap(shape, in.slice(in.position(), length)));
      in.position(in.position() + length);
    }
    if (in.hasRemaining()) {
      throw new DamagedShard("a record is longer than its maps");
    }
    return maps;
  }

  private static int number(ByteBuffer in, int most, String what) throws DamagedShard {
    int number = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    if (number < 0 || number > most) {
      throw new DamagedShard(String.format(Locale.ROOT, "a record has %d %s", number, what));
    }
    return number;
  }

  private static int length(List<Integer> shape, int remaining) throws DamagedShard {
    long length = Float.BYTES;
    for (int size : shape) {
      length = length * size;
      if (length > remaining) {
        throw new DamagedShard("a record is shorter than its maps");
      }
    }
    return (int) length;
  }
}
