package org.eobench.core.io.tensors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips byte by byte, so that every number in them can be made to lie. */
public final class ZipSample {
  /**
   * An entry as both headers tell it.
   *
   * @param size what the directory claims the entry holds
   * @param stored what the directory claims the file holds of it
   * @param offset what the directory claims as its place; -1 for the true one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(
      String name,
      String localName,
      int flags,
      int method,
      byte[] raw,
      long size,
      long stored,
      long offset) {
    Entry size(long claimed) {
      return new Entry(name, localName, flags, method, raw, claimed, stored, offset);
    }

    public Entry stored(long claimed) {
      return new Entry(name, localName, flags, method, raw, size, claimed, offset);
    }

    Entry offset(long claimed) {
      return new Entry(name, localName, flags, method, raw, size, stored, claimed);
    }

    Entry localName(String other) {
      return new Entry(name, other, flags, method, raw, size, stored, offset);
    }

    Entry flags(int other) {
      return new Entry(name, localName, other, method, raw, size, stored, offset);
    }

    Entry method(int other) {
      return new Entry(name, localName, flags, other, raw, size, stored, offset);
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private int claimed = -1;

  public static Entry stored(String name, byte[] bytes) {
    return new Entry(name, name, 0x0800, 0, bytes, bytes.length, bytes.length, -1);
  }

  public static Entry deflated(String name, byte[] bytes) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return new Entry(name, name, 0x0800, 8, out.toByteArray(), bytes.length, out.size(), -1);
  }

  public ZipSample add(Entry entry) {
    entries.add(entry);
    return this;
  }

  /** Claims another number of entries. */
  ZipSample count(int number) {
    claimed = number;
    return this;
  }

  /** A checkpoint of one pickle and the storage 0 of six floats. */
  public static ZipSample checkpoint(byte[] pickle) {
    return new ZipSample()
        .add(stored("archive/data.pkl", pickle))
        .add(stored("archive/data/0", PickleSample.floats(0, 1, 2, 3, 4, 5)))
        .add(stored("archive/version", new byte[] {'3', '\n'}));
  }

  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      long place = entry.offset < 0 ? out.size() : entry.offset;
      byte[] local = entry.localName.getBytes(StandardCharsets.ISO_8859_1);
      CRC32 crc = new CRC32();
      crc.update(entry.raw);
      out.writeBytes(
          little(30)
              .putInt(0x04034b50)
              .putShort((short) 20)
              .putShort((short) entry.flags)
              .putShort((short) entry.method)
              .putInt(0)
              .putInt((int) crc.getValue())
              .putInt((int) entry.stored)
              .putInt((int) entry.size)
              .putShort((short) local.length)
              .putShort((short) 0)
              .array());
      out.writeBytes(local);
      out.writeBytes(entry.raw);
      central(directory, entry, place, (int) crc.getValue());
    }
    int start = out.size();
    int number = claimed < 0 ? entries.size() : claimed;
    out.writeBytes(directory.toByteArray());
    out.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) number)
            .putShort((short) number)
            .putInt(directory.size())
            .putInt(start)
            .putShort((short) 0)
            .array());
    return out.toByteArray();
  }

  private static void central(ByteArrayOutputStream out, Entry entry, long place, int crc) {
    byte[] name = entry.name.getBytes(StandardCharsets.ISO_8859_1);
    boolean large =
        entry.size >= 0xffffffffL || entry.stored >= 0xffffffffL || place >= 0xffffffffL;
    out.writeBytes(
        little(46)
            .putInt(0x02014b50)
            .putInt(0x00140014)
            .putShort((short) entry.flags)
            .putShort((short) entry.method)
            .putInt(0)
            .putInt(crc)
            .putInt(large ? -1 : (int) entry.stored)
            .putInt(large ? -1 : (int) entry.size)
            .putShort((short) name.length)
            .putShort((short) (large ? 28 : 0))
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putInt(0)
            .putInt(large ? -1 : (int) place)
            .array());
    out.writeBytes(name);
    if (large) {
      out.writeBytes(
          little(28)
              .putShort((short) 1)
              .putShort((short) 24)
              .putLong(entry.size)
              .putLong(entry.stored)
              .putLong(place)
              .array());
    }
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
