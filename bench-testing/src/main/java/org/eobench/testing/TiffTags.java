package org.eobench.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** The tags of one directory of a classic TIFF, and their bytes. */
final class TiffTags {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tag(int type, double[] numbers, byte[] text) {
    int count() {
      return type == 2 ? text.length : numbers.length;
    }

    int size() {
      return switch (type) {
        case 2 -> 1;
        case 3 -> 2;
        case 4 -> 4;
        default -> 8;
      };
    }

    byte[] value(ByteOrder order) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.max(4, count() * size())).order(order);
      bytes.put(text);
      for (double number : numbers) {
        switch (type) {
          case 3 -> bytes.putShort((short) (int) number);
          case 4 -> bytes.putInt((int) (long) number);
          default -> bytes.putDouble(number);
        }
      }
      return bytes.array();
    }
  }

  private final Map<Integer, Tag> tags = new TreeMap<>();

  /** Sets numbers of type SHORT (3), LONG (4) or DOUBLE (12). */
  void put(int code, int type, double... numbers) {
    tags.put(code, new Tag(type, numbers, new byte[0]));
  }

  /** Sets the bytes of a text. */
  void put(int code, int type, byte[] text) {
    tags.put(code, new Tag(type, new double[0], text));
  }

  /** The values that do not fit into the table. */
  byte[] values(ByteOrder order) {
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    for (Tag tag : tags.values()) {
      byte[] value = tag.value(order);
      if (value.length > 4) {
        values.writeBytes(value);
        values.writeBytes(new byte[value.length % 2]);
      }
    }
    return values.toByteArray();
  }

  /**
   * The table without the offset of the next directory, which follows it.
   *
   * @param values position of {@link #values} in the file
   */
  byte[] table(int values, ByteOrder order) {
    ByteBuffer table = ByteBuffer.allocate(2 + 12 * tags.size()).order(order);
    table.putShort((short) tags.size());
    int at = values;
    for (Map.Entry<Integer, Tag> entry : tags.entrySet()) {
      Tag tag = entry.getValue();
      byte[] value = tag.value(order);
      table.putShort((short) (int) entry.getKey()).putShort((short) tag.type);
      table.putInt(tag.count());
      if (value.length > 4) {
        table.putInt(at);
        at += value.length + value.length % 2;
      } else {
        table.put(value);
      }
    }
    return table.array();
  }
}
