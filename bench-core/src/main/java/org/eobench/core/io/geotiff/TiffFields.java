package org.eobench.core.io.geotiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Collects the tags of a little-endian classic TIFF and writes its directory. */
@SuppressWarnings("ByteBufferBackingArray") // every buffer is allocated here
final class TiffFields {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Field(int type, int count, byte[] value) {}

  private final Map<Integer, Field> fields = new TreeMap<>();

  void shorts(TiffTag tag, int... values) {
    ByteBuffer bytes = buffer(values.length * 2);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    fields.put(tag.code(), new Field(3, values.length, bytes.array()));
  }

  void longs(TiffTag tag, long... values) {
    ByteBuffer bytes = buffer(values.length * 4);
    for (long value : values) {
      bytes.putInt((int) value);
    }
    fields.put(tag.code(), new Field(4, values.length, bytes.array()));
  }

  void doubles(TiffTag tag, double... values) {
    ByteBuffer bytes = buffer(values.length * 8);
    for (double value : values) {
      bytes.putDouble(value);
    }
    fields.put(tag.code(), new Field(12, values.length, bytes.array()));
  }

  void text(TiffTag tag, String value) {
    byte[] bytes = (value + "\0").getBytes(StandardCharsets.US_ASCII);
    fields.put(tag.code(), new Field(2, bytes.length, bytes));
  }

  /** Returns the directory at {@code offset} and the values that do not fit into it. */
  byte[] directory(long offset) {
    ByteBuffer table = buffer(2 + fields.size() * 12 + 4);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    table.putShort((short) fields.size());
    fields.forEach(
        (tag, field) -> {
          table.putShort(tag.shortValue()).putShort((short) field.type).putInt(field.count);
          if (field.value.length <= 4) {
            table.put(field.value).position(table.position() + 4 - field.value.length);
          } else {
            table.putInt((int) (offset + table.capacity() + values.size()));
            values.writeBytes(field.value);
            if (values.size() % 2 == 1) {
              values.write(0);
            }
          }
        });
    byte[] all = new byte[table.capacity() + values.size()];
    System.arraycopy(table.array(), 0, all, 0, table.capacity());
    System.arraycopy(values.toByteArray(), 0, all, table.capacity(), values.size());
    return all;
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
