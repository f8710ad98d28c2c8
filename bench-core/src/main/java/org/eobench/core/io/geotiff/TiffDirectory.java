package org.eobench.core.io.geotiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.FileBytes;
import org.jspecify.annotations.Nullable;

/** An image file directory of a TIFF 6.0 or BigTIFF file: its tags, with values read on demand. */
final class TiffDirectory {
  private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  private record Field(int type, long count, long offset) {}

  /** A limit above the number of images in any file with overviews and masks. */
  private static final int MOST_DIRECTORIES = 256;

  private final FileBytes file;
  private final ByteOrder order;
  private final boolean big;
  private final long place;
  private final Map<Integer, Field> fields;

  /** The position of the offset of the next directory. */
  private final long link;

  private TiffDirectory(FileBytes file, ByteOrder order, boolean big, long place) {
    this.file = file;
    this.order = order;
    this.big = big;
    this.place = place;
    fields = new TreeMap<>();
    link = read(place);
  }

  static TiffDirectory read(FileBytes file) {
    ByteBuffer header = file.read(0, Math.min(16, file.size()), "the TIFF header");
    ByteOrder order = file.size() < 8 ? null : byteOrder(header.getShort(0));
    int version = order == null ? 0 : header.order(order).getShort(2);
    if (order == null || (version != 42 && version != 43)) {
      throw file.fault()
          .broken("this is not a TIFF file", "offset 0", "II*. or MM.* (TIFF), or BigTIFF");
    }
    if (version == 42) {
      return new TiffDirectory(file, order, false, header.getInt(4) & 0xffffffffL);
    }
    if (file.size() < 16 || header.getShort(4) != 8 || header.getShort(6) != 0) {
      throw file.fault().broken("the BigTIFF header is wrong", "offset 4", "8-byte offsets");
    }
    return new TiffDirectory(file, order, true, header.getLong(8));
  }

  private static @Nullable ByteOrder byteOrder(short mark) {
    return mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : mark == 0x4d4d ? ByteOrder.BIG_ENDIAN : null;
  }

  /**
   * The directories after the first, which hold overviews and masks. A chain that leaves the file
   * or repeats ends there, because the images before it are intact.
   */
  List<TiffDirectory> following() {
    List<TiffDirectory> found = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    TiffDirectory last = this;
    while (seen.add(last.place) && seen.size() < MOST_DIRECTORIES) {
      int size = big ? 8 : 4;
      if (last.link > file.size() - size) {
        break;
      }
      ByteBuffer bytes = file.read(last.link, size, "the next directory").order(order);
      long next = big ? bytes.getLong() : bytes.getInt() & 0xffffffffL;
      if (next <= 0 || next >= file.size() || seen.contains(next)) {
        break;
      }
      try {
        last = new TiffDirectory(file, order, big, next);
      } catch (BenchException damaged) {
        break;
      }
      found.add(last);
    }
    return found;
  }

  /** Reads the table at a position into {@link #fields} and returns its end. */
  private long read(long at) {
    int countSize = big ? 8 : 2;
    int entrySize = big ? 20 : 12;
    ByteBuffer head = file.read(at, countSize, "the image file directory").order(order);
    long entries = big ? head.getLong() : head.getShort() & 0xffff;
    if (entries < 0 || entries > 65535) {
      throw file.fault()
          .broken("the directory claims " + entries + " tags", "offset " + at, "at most 65535");
    }
    ByteBuffer table =
        file.read(at + countSize, entries * entrySize, "the image file directory").order(order);
    for (int i = 0; i < entries; i++) {
      int start = i * entrySize;
      int tag = table.getShort(start) & 0xffff;
      int type = table.getShort(start + 2) & 0xffff;
      long count = big ? table.getLong(start + 4) : table.getInt(start + 4) & 0xffffffffL;
      int valueAt = start + (big ? 12 : 8);
      int size = type < TYPE_SIZES.length ? TYPE_SIZES[type] : 0;
      boolean inline = size > 0 && count >= 0 && count <= (big ? 8 : 4) / size;
      long offset =
          inline
              ? at + countSize + valueAt
              : big ? table.getLong(valueAt) : table.getInt(valueAt) & 0xffffffffL;
      fields.putIfAbsent(tag, new Field(type, count, offset));
    }
    return at + countSize + entries * entrySize;
  }

  ByteOrder order() {
    return order;
  }

  boolean has(TiffTag tag) {
    return fields.containsKey(tag.code());
  }

  /** The number of a tag, or {@code missing} if the tag is absent. */
  long number(TiffTag tag, long missing) {
    return has(tag) ? numbers(tag)[0] : missing;
  }

  /** The number of a required tag, which must be in a range. */
  int required(TiffTag tag, long least, long most) {
    if (!has(tag)) {
      throw file.fault().broken("the tag " + tag + " is missing", "", "this tag in every image");
    }
    return ranged(tag, number(tag, 0), least, most);
  }

  /** The checked number of a tag, or {@code missing} if the tag is absent. */
  int optional(TiffTag tag, int missing, long least, long most) {
    return has(tag) ? ranged(tag, number(tag, missing), least, most) : missing;
  }

  private int ranged(TiffTag tag, long value, long least, long most) {
    if (value < least || value > most) {
      throw file.fault()
          .broken(
              String.format(
                  Locale.ROOT, "tag %s has the value %s", tag, Long.toUnsignedString(value)),
              "tag " + tag,
              String.format(Locale.ROOT, "%d to %d", least, most));
    }
    return (int) value;
  }

  /** All values of an integer tag, at least one. The file's length limits their number. */
  long[] numbers(TiffTag tag) {
    Field field = field(tag);
    ByteBuffer bytes = bytes(tag, field);
    long[] values = new long[(int) field.count];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (field.type) {
            case 1, 7 -> bytes.get() & 0xff;
            case 6 -> bytes.get();
            case 3 -> bytes.getShort() & 0xffff;
            case 8 -> bytes.getShort();
            case 4, 13 -> bytes.getInt() & 0xffffffffL;
            case 9 -> bytes.getInt();
            case 16, 17, 18 -> bytes.getLong();
            default -> throw wrongType(tag, field, "an integer type");
          };
    }
    return values;
  }

  /** All values of a DOUBLE or FLOAT tag. */
  double[] doubles(TiffTag tag) {
    Field field = field(tag);
    ByteBuffer bytes = bytes(tag, field);
    double[] values = new double[(int) field.count];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (field.type) {
            case 11 -> bytes.getFloat();
            case 12 -> bytes.getDouble();
            default -> throw wrongType(tag, field, "DOUBLE");
          };
    }
    return values;
  }

  /** The text of an ASCII tag up to its first NUL. */
  String text(TiffTag tag) {
    Field field = field(tag);
    if (field.type != 2) {
      throw wrongType(tag, field, "ASCII");
    }
    String text = StandardCharsets.ISO_8859_1.decode(bytes(tag, field)).toString();
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private Field field(TiffTag tag) {
    Field field = fields.get(tag.code());
    if (field == null) {
      throw new IllegalStateException("ask has(" + tag + ") first");
    }
    return field;
  }

  private ByteBuffer bytes(TiffTag tag, Field field) {
    int size = field.type < TYPE_SIZES.length ? TYPE_SIZES[field.type] : 0;
    if (size == 0 || field.count < 1 || field.count > file.size() / size) {
      throw file.fault()
          .broken(
              String.format(
                  Locale.ROOT,
                  "tag %s has type %d and %s values",
                  tag,
                  field.type,
                  Long.toUnsignedString(field.count)),
              "tag " + tag,
              "a TIFF type, and no more values than fit into the file");
    }
    // Each value takes 8 bytes.
    file.fault().requireMemory(field.count * Long.BYTES, "the values of tag " + tag);
    return file.read(field.offset, field.count * size, "the value of tag " + tag).order(order);
  }

  private RuntimeException wrongType(TiffTag tag, Field field, String expected) {
    return file.fault()
        .broken(
            String.format(Locale.ROOT, "tag %s has type %d", tag, field.type),
            "tag " + tag,
            expected);
  }
}
