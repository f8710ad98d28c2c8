package org.eobench.testing.layouts.mesh;

import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eobench.testing.NumpyFixture;

/** Writes a Zarr group of version 2 into a zip without compression, as zarr-python does. */
public final class ZarrWriter {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  public ZarrWriter() {
    text(".zgroup", "{\"zarr_format\": 2}");
  }

  /**
   * Adds an array in one chunk, compressed with Blosc.
   *
   * @param type {@code i2}, {@code u1}, {@code f2}, {@code f8} or {@code i8}
   */
  public ZarrWriter array(String name, String type, int[] shape, double... values) {
    metadata(
        name,
        type,
        shape,
        shape,
        "{\"blocksize\": 0, \"clevel\": 5, \"cname\": \"lz4\","
            + " \"id\": \"blosc\", \"shuffle\": 1}");
    byte[] plain = bytes(type, values);
    String key =
        shape.length == 0
            ? "0"
            : String.join(".", Arrays.stream(shape).mapToObj(side -> "0").toList());
    entries.put(name + "/" + key, blosc(plain, width(type)));
    return this;
  }

  /** The metadata of an array alone; {@code compressor} is JSON. */
  public ZarrWriter metadata(
      String name, String type, int[] shape, int[] chunks, String compressor) {
    String fill = type.startsWith("f") ? "\"NaN\"" : "null";
    text(
        name + "/.zarray",
        String.format(
            Locale.ROOT,
            "{\"chunks\": %s, \"compressor\": %s, \"dtype\": \"%s%s\", \"fill_value\": %s,"
                + " \"filters\": null, \"order\": \"C\", \"shape\": %s, \"zarr_format\": 2}",
            Arrays.toString(chunks),
            compressor,
            width(type) == 1 ? "|" : "<",
            type,
            fill,
            Arrays.toString(shape)));
    return this;
  }

  /** Any entry, such as a chunk. */
  public ZarrWriter entry(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  private void text(String name, String json) {
    entries.put(name, json.getBytes(StandardCharsets.UTF_8));
  }

  private static int width(String type) {
    return Integer.parseInt(type.substring(1));
  }

  /** Little-endian elements of a type. */
  public static byte[] bytes(String type, double... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * width(type)).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (type) {
        case "u1", "i1" -> bytes.put((byte) (int) value);
        case "i2" -> bytes.putShort((short) value);
        case "f2" ->
            bytes.putShort(Double.isNaN(value) ? 0x7e00 : NumpyFixture.half((float) value));
        case "f8" -> bytes.putDouble(value);
        case "i8" -> bytes.putLong((long) value);
        default -> throw new IllegalArgumentException(type);
      }
    }
    return bytes.array();
  }

  /** One block, each byte of the elements compressed by LZ4 on its own. */
  static byte[] blosc(byte[] plain, int width) {
    int elements = plain.length / width;
    boolean split = elements >= 128;
    byte[] shuffled = new byte[plain.length];
    for (int i = 0; i < plain.length; i++) {
      shuffled[i % width * elements + i / width] = plain[i];
    }
    int streams = split ? width : 1;
    int length = plain.length / streams;
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < streams; i++) {
      byte[] stream = Arrays.copyOfRange(shuffled, i * length, (i + 1) * length);
      Lz4Compressor lz4 = new Lz4Compressor();
      byte[] packed = new byte[lz4.maxCompressedLength(length)];
      int size = lz4.compress(stream, 0, length, packed, 0, packed.length);
      byte[] shorter = size < length ? Arrays.copyOf(packed, size) : stream;
      block.writeBytes(little(shorter.length));
      block.writeBytes(shorter);
    }
    int header = 16 + Integer.BYTES;
    ByteBuffer chunk = ByteBuffer.allocate(header + block.size()).order(ByteOrder.LITTLE_ENDIAN);
    chunk.put((byte) 2).put((byte) 1).put((byte) 0x21).put((byte) width);
    chunk.putInt(plain.length).putInt(plain.length).putInt(chunk.capacity()).putInt(header);
    return chunk.put(block.toByteArray()).array();
  }

  private static byte[] little(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  /** The zip. */
  public byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        CRC32 checksum = new CRC32();
        checksum.update(entry.getValue());
        header.setMethod(ZipEntry.STORED);
        header.setSize(entry.getValue().length);
        header.setCrc(checksum.getValue());
        header.setTime(0);
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }
}
