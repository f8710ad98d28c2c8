package org.eobench.core.io.tensors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts pickles and PyTorch checkpoints together instruction by instruction. */
public final class PickleSample {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public PickleSample() {
    raw(0x80, 2);
  }

  public PickleSample raw(int... bytes) {
    for (int value : bytes) {
      out.write(value);
    }
    return this;
  }

  public PickleSample global(String module, String name) {
    out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  public PickleSample text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    raw('X').int32(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  PickleSample int32(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  public PickleSample number(int value) {
    return raw('J').int32(value);
  }

  public PickleSample mark() {
    return raw('(');
  }

  public PickleSample tuple() {
    return raw('t');
  }

  PickleSample numbers(int... values) {
    mark();
    for (int value : values) {
      number(value);
    }
    return tuple();
  }

  /** A tensor that is a view of a storage. */
  public PickleSample tensor(
      String storageClass, String key, int elements, int offset, int[] size, int[] stride) {
    global("torch._utils", "_rebuild_tensor_v2").mark();
    mark().text("storage").global("torch", storageClass).text(key).text("cpu").number(elements);
    tuple().raw('Q').number(offset).numbers(size).numbers(stride).raw(0x89);
    return global("collections", "OrderedDict").raw(')', 'R').tuple().raw('R');
  }

  public byte[] end() {
    raw('.');
    return out.toByteArray();
  }

  /** A zip checkpoint of this pickle and some storages. */
  public static Path zip(Path file, byte[] pickle, Map<String, byte[]> storages) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive/data.pkl", pickle);
    storages.forEach((key, bytes) -> entries.put("archive/data/" + key, bytes));
    entries.put("archive/version", new byte[] {'3', '\n'});
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry stored = new ZipEntry(entry.getKey());
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(entry.getValue().length);
        stored.setCompressedSize(entry.getValue().length);
        stored.setCrc(crc.getValue());
        zip.putNextEntry(stored);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
      return file;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A dictionary with the tensor w, of two values from the second on, as PyTorch 1.5 wrote it. */
  public static byte[] oldObject(String key, int elements) {
    return new PickleSample()
        .raw('}')
        .text("w")
        .global("torch._utils", "_rebuild_tensor_v2")
        .mark()
        .mark()
        .text("storage")
        .global("torch", "FloatStorage")
        .text(key)
        .text("cpu")
        .number(elements)
        .raw('N')
        .tuple()
        .raw('Q')
        .number(1)
        .numbers(2)
        .numbers(1)
        .raw(0x89, 'N')
        .tuple()
        .raw('R', 's')
        .end();
  }

  /** A checkpoint in the form before PyTorch 1.6, with one storage of floats. */
  public static byte[] legacy(byte[] object, String key, float... values) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        new PickleSample()
            .raw(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19)
            .end());
    file.writeBytes(new PickleSample().raw('M', 0xe9, 0x03).end());
    file.writeBytes(new PickleSample().raw('}').text("little_endian").raw(0x88, 's').end());
    file.writeBytes(object);
    file.writeBytes(new PickleSample().raw(']').text(key).raw('a').end());
    file.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(values.length).array());
    file.writeBytes(floats(values));
    return file.toByteArray();
  }

  public static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
