package org.eobench.core.io.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;

/**
 * Reads the table of contents of a zip, including ZIP64, so that stored entries can be read in
 * place. Nothing is trusted: every entry must be inside the file, must not overlap another one,
 * must have a plain unique name, and its local header must agree with the directory.
 *
 * <p>Format: PKWARE's APPNOTE.TXT 6.3.
 */
public final class ZipDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final long IN_EXTRA = 0xffffffffL;
  private static final long LONGEST_DIRECTORY = 64L << 20;

  private final FileBytes file;
  private final FileFault fault;

  private ZipDirectory(FileBytes file) {
    this.file = file;
    this.fault = file.fault();
  }

  /** The entries by name, in the order of the directory. */
  public static Map<String, ZipPart> read(FileBytes file) {
    return new ZipDirectory(file).entries();
  }

  /** The position of the directory and the number of its entries. */
  private record Place(long offset, long length, long entries) {}

  private Map<String, ZipPart> entries() {
    Place place = place();
    if (place.length > LONGEST_DIRECTORY) {
      throw broken(
          String.format(Locale.ROOT, "the zip's directory claims %d bytes", place.length),
          "at most 64 MiB");
    }
    ByteBuffer directory = little(file.read(place.offset, place.length, "the zip's directory"));
    Map<String, ZipPart> entries = new LinkedHashMap<>();
    for (long i = 0; i < place.entries; i++) {
      ZipPart entry = entry(directory, place.offset);
      if (entries.put(entry.name(), entry) != null) {
        throw broken("the zip has two entries " + entry.name(), "unique names");
      }
    }
    if (directory.hasRemaining()) {
      throw broken(
          String.format(
              Locale.ROOT, "the zip's directory continues after its %d entries", place.entries),
          "the end of the directory");
    }
    requireApart(new ArrayList<>(entries.values()));
    return entries;
  }

  private Place place() {
    long end = end();
    ByteBuffer record = little(file.read(end, END_BYTES, "the zip's end"));
    Place place =
        new Place(
            unsigned(record, 16), unsigned(record, 12), Short.toUnsignedInt(record.getShort(10)));
    if (end >= LOCATOR_BYTES) {
      ByteBuffer locator =
          little(file.read(end - LOCATOR_BYTES, LOCATOR_BYTES, "the zip's ZIP64 locator"));
      if (locator.getInt(0) == LOCATOR_SIGNATURE) {
        ByteBuffer large =
            little(file.read(locator.getLong(8), END64_BYTES, "the zip's ZIP64 record"));
        if (large.getInt(0) != END64_SIGNATURE) {
          throw broken("the zip's ZIP64 record is not where it should be", "a complete zip file");
        }
        place = new Place(large.getLong(48), large.getLong(40), large.getLong(32));
      }
    }
    if (place.entries < 0 || place.entries > place.length / CENTRAL_BYTES) {
      throw broken(
          String.format(
              Locale.ROOT,
              "the zip claims %s entries in a directory of %s bytes",
              Long.toUnsignedString(place.entries),
              Long.toUnsignedString(place.length)),
          "a complete zip file");
    }
    return place;
  }

  /** The offset of the end record of the zip. */
  private long end() {
    long length = Math.min(file.size(), END_BYTES + LONGEST_COMMENT);
    ByteBuffer tail = little(file.read(file.size() - length, length, "the zip's end"));
    for (int at = (int) length - END_BYTES; at >= 0; at--) {
      boolean fits =
          tail.getInt(at) == END_SIGNATURE
              && at + END_BYTES + Short.toUnsignedInt(tail.getShort(at + 20)) == length;
      if (fits) {
        return file.size() - length + at;
      }
    }
    throw broken("the zip has no end record", "a complete zip file");
  }

  private ZipPart entry(ByteBuffer directory, long directoryOffset) {
    if (directory.remaining() < CENTRAL_BYTES
        || directory.getInt(directory.position()) != CENTRAL_SIGNATURE) {
      throw broken("the zip's directory is damaged", "a complete zip file");
    }
    ByteBuffer fixed = little(directory.slice(directory.position(), CENTRAL_BYTES));
    int nameLength = Short.toUnsignedInt(fixed.getShort(28));
    int extraLength = Short.toUnsignedInt(fixed.getShort(30));
    int commentLength = Short.toUnsignedInt(fixed.getShort(32));
    directory.position(directory.position() + CENTRAL_BYTES);
    if (directory.remaining() < nameLength + extraLength + commentLength) {
      throw broken("the zip's directory ends early", "a complete zip file");
    }
    byte[] rawName = new byte[nameLength];
    directory.get(rawName);
    ByteBuffer extra = little(directory.slice(directory.position(), extraLength));
    directory.position(directory.position() + extraLength + commentLength);

    String name = name(rawName);
    int flags = fixed.getShort(8);
    int method = Short.toUnsignedInt(fixed.getShort(10));
    if ((flags & 1) != 0 || (method != ZipPart.STORED && method != ZipPart.DEFLATED)) {
      throw broken(
          String.format(
              Locale.ROOT, "the entry %s is encrypted or packed by an unknown method", name),
          "entries as torch.save writes them");
    }
    long[] large = {unsigned(fixed, 24), unsigned(fixed, 20), unsigned(fixed, 42)};
    takeLarge(extra, large);
    long size = large[0];
    long stored = large[1];
    // Deflate expands a byte to at most 1032 bytes.
    boolean possible =
        size >= 0
            && stored >= 0
            && stored <= file.size()
            && size <= (method == ZipPart.STORED ? stored : (stored + 16) * 1040);
    if (!possible || (method == ZipPart.STORED && size != stored)) {
      throw broken(
          String.format(
              Locale.ROOT,
              "the entry %s claims to hold %s bytes in %s",
              name,
              Long.toUnsignedString(size),
              Long.toUnsignedString(stored)),
          "a size to which the stored bytes can expand");
    }
    long data = dataOffset(large[2], rawName, name);
    if (data > directoryOffset - stored) {
      throw broken(
          String.format(Locale.ROOT, "the entry %s is outside the file", name),
          "a complete zip file");
    }
    return new ZipPart(name, method, large[2], data, stored, size);
  }

  /** Values that do not fit into 32 bits are in an extra field, in this order. */
  private static void takeLarge(ByteBuffer extra, long[] sizeStoredOffset) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
      int next = extra.position() + length;
      for (int i = 0; id == 1 && i < sizeStoredOffset.length; i++) {
        if (sizeStoredOffset[i] == IN_EXTRA && next - extra.position() >= 8) {
          sizeStoredOffset[i] = extra.getLong();
        }
      }
      extra.position(next);
    }
  }

  /** The start of an entry's bytes, by its local header. */
  private long dataOffset(long offset, byte[] name, String text) {
    ByteBuffer local =
        little(file.read(offset, LOCAL_BYTES + (long) name.length, "the entry " + text));
    boolean same =
        local.getInt(0) == LOCAL_SIGNATURE
            && Short.toUnsignedInt(local.getShort(26)) == name.length
            && local.slice(LOCAL_BYTES, name.length).equals(ByteBuffer.wrap(name));
    if (!same) {
      throw broken(
          String.format(Locale.ROOT, "the entry %s has another name in its local header", text),
          "a complete zip file");
    }
    return offset + LOCAL_BYTES + name.length + Short.toUnsignedInt(local.getShort(28));
  }

  private String name(byte[] raw) {
    CharBuffer decoded;
    try {
      decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw));
    } catch (CharacterCodingException failure) {
      throw broken("an entry of the zip has a name that is not valid text", "UTF-8");
    }
    String name = decoded.toString();
    boolean plain =
        !name.isEmpty()
            && !name.startsWith("/")
            && name.chars().noneMatch(c -> c < ' ' || c == '\\')
            && List.of(name.split("/")).stream().noneMatch(".."::equals);
    if (!plain) {
      throw broken(
          String.format(Locale.ROOT, "an entry of the zip has the name '%s'", name),
          "a plain path inside the archive");
    }
    return name;
  }

  private void requireApart(List<ZipPart> entries) {
    entries.sort(Comparator.comparingLong(ZipPart::header));
    long end = 0;
    for (ZipPart entry : entries) {
      if (entry.header() < end) {
        throw broken(
            String.format(Locale.ROOT, "the entry %s shares bytes with another", entry.name()),
            "entries that do not overlap");
      }
      end = entry.data() + entry.stored();
    }
  }

  private static long unsigned(ByteBuffer from, int at) {
    return Integer.toUnsignedLong(from.getInt(at));
  }

  private static ByteBuffer little(ByteBuffer buffer) {
    return buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  private org.eobench.core.error.BenchException broken(String what, String expected) {
    return fault.broken(what, "", expected);
  }
}
