package org.eobench.core.io.geotiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Puts TIFF files together by hand, byte by byte, in forms that the writer does not make: either
 * byte order, classic or BigTIFF, any compression, any tags.
 */
final class TiffSample {
  private record Field(int tag, int type, long[] values) {}

  private final ByteOrder order;
  private final boolean big;
  private final List<Field> fields = new ArrayList<>();
  private final List<byte[]> blocks = new ArrayList<>();

  TiffSample(ByteOrder order, boolean big) {
    this.order = order;
    this.big = big;
  }

  /** A tag of SHORT (3), LONG (4) or LONG8 (16) values. */
  TiffSample tag(TiffTag tag, int type, long... values) {
    fields.add(new Field(tag.code(), type, values));
    return this;
  }

  TiffSample size(int width, int height, int bits, int format, int bands) {
    long[] depth = new long[bands];
    long[] formats = new long[bands];
    java.util.Arrays.fill(depth, bits);
    java.util.Arrays.fill(formats, format);
    return tag(TiffTag.IMAGE_WIDTH, 3, width)
        .tag(TiffTag.IMAGE_LENGTH, 3, height)
        .tag(TiffTag.BITS_PER_SAMPLE, 3, depth)
        .tag(TiffTag.SAMPLES_PER_PIXEL, 3, bands)
        .tag(TiffTag.SAMPLE_FORMAT, 3, formats);
  }

  TiffSample strip(byte[] stored) {
    blocks.add(stored);
    return this;
  }

  static byte[] deflate(byte[] plain) {
    Deflater zlib = new Deflater();
    zlib.setInput(plain);
    zlib.finish();
    byte[] packed = new byte[plain.length * 2 + 100];
    int length = zlib.deflate(packed);
    zlib.end();
    return java.util.Arrays.copyOf(packed, length);
  }

  byte[] bytes() {
    int head = big ? 16 : 8;
    long[] offsets = new long[blocks.size()];
    long[] counts = new long[blocks.size()];
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = head + data.size();
      counts[i] = blocks.get(i).length;
      data.writeBytes(blocks.get(i));
    }
    List<Field> all = new ArrayList<>(fields);
    if (!blocks.isEmpty()) {
      all.add(new Field(TiffTag.STRIP_OFFSETS.code(), big ? 16 : 4, offsets));
      all.add(new Field(TiffTag.STRIP_BYTE_COUNTS.code(), big ? 16 : 4, counts));
    }
    all.sort(java.util.Comparator.comparingInt(Field::tag));
    long directory = head + data.size();
    ByteBuffer out = ByteBuffer.allocate(1 << 16).order(order);
    out.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d));
    if (big) {
      out.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directory);
    } else {
      out.putShort((short) 42).putInt((int) directory);
    }
    out.put(data.toByteArray());
    int entry = big ? 20 : 12;
    int values = (int) directory + (big ? 8 : 2) + all.size() * entry + (big ? 8 : 4);
    if (big) {
      out.putLong(all.size());
    } else {
      out.putShort((short) all.size());
    }
    for (Field field : all) {
      values = put(out, field, values);
    }
    int end = Math.max(values, out.position() + (big ? 8 : 4));
    byte[] bytes = new byte[end];
    out.get(0, bytes);
    return bytes;
  }

  private int put(ByteBuffer out, Field field, int values) {
    int size = field.type == 3 ? 2 : field.type == 4 ? 4 : 8;
    out.putShort((short) field.tag).putShort((short) field.type);
    int inline = big ? 8 : 4;
    if (big) {
      out.putLong(field.values.length);
    } else {
      out.putInt(field.values.length);
    }
    int end = out.position() + inline;
    int total = size * field.values.length;
    int at = total <= inline ? out.position() : values;
    if (total > inline) {
      if (big) {
        out.putLong(values);
      } else {
        out.putInt(values);
      }
    }
    for (long value : field.values) {
      switch (size) {
        case 2 -> out.putShort(at, (short) value);
        case 4 -> out.putInt(at, (int) value);
        default -> out.putLong(at, value);
      }
      at += size;
    }
    out.position(end);
    return total > inline ? values + total : values;
  }

  Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
