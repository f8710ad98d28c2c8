package org.eobench.core.io.tensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eobench.core.io.AtomicFile;

/** Writes {@code .safetensors} files. A file appears complete or not at all. */
@SuppressWarnings("ByteBufferBackingArray") // every buffer is allocated here
public final class SafetensorsWriter {
  private static final int CHUNK_BYTES = 1 << 20;

  private SafetensorsWriter() {}

  /**
   * A tensor to write.
   *
   * @param info name, type (F32, I64, I32, U8 or BOOL) and shape
   * @param values elements in C order: {@code float[]} for F32, {@code long[]} otherwise
   */
  public record Entry(TensorInfo info, Object values) {
    public Entry {
      boolean fits =
          switch (info.dtype()) {
            case F32 -> values instanceof float[] floats && floats.length == info.count();
            case I64, I32, U8, BOOL ->
                values instanceof long[] longs && longs.length == info.count();
            default -> false;
          };
      if (!fits) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "tensor %s cannot be written from %s", info, values.getClass()));
      }
    }

    public static Entry floats(String name, long[] shape, float[] values) {
      return new Entry(new TensorInfo(name, TensorType.F32, shape), values);
    }

    public static Entry longs(String name, long[] shape, long[] values) {
      return new Entry(new TensorInfo(name, TensorType.I64, shape), values);
    }
  }

  /**
   * Writes tensors in the given order.
   *
   * @param metadata metadata of the file, such as the id of the run
   */
  public static void write(Path target, Collection<Entry> entries, Map<String, String> metadata) {
    byte[] header = header(entries, metadata);
    AtomicFile.write(target, out -> write(out, header, entries));
  }

  /**
   * Like {@link #write(Path, Collection, Map)}, with a {@link SafetensorsChecksum} in the metadata.
   */
  public static void writeWithChecksum(
      Path target, Collection<Entry> entries, Map<String, String> metadata) {
    Map<String, String> all = new TreeMap<>(metadata);
    all.put(SafetensorsChecksum.KEY, SafetensorsChecksum.BLANK);
    MessageDigest digest = SafetensorsChecksum.digest();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      write(out, header(entries, all), entries);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    all.put(SafetensorsChecksum.KEY, HexFormat.of().formatHex(digest.digest()));
    write(target, entries, all);
  }

  private static void write(OutputStream out, byte[] header, Collection<Entry> entries)
      throws IOException {
    out.write(little(8).putLong(header.length).array());
    out.write(header);
    for (Entry entry : entries) {
      write(out, entry);
    }
  }

  private static byte[] header(Collection<Entry> entries, Map<String, String> metadata) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode remarks = root.putObject("__metadata__");
      new TreeMap<>(metadata).forEach(remarks::put);
    }
    long at = 0;
    Set<String> names = new HashSet<>();
    for (Entry entry : entries) {
      TensorInfo info = entry.info;
      if (!names.add(info.name())) {
        throw new IllegalArgumentException("two tensors have the name " + info.name());
      }
      long end = at + info.count() * info.dtype().bytes();
      ObjectNode node = root.putObject(info.name());
      node.put("dtype", info.dtype().name());
      Arrays.stream(info.shape()).forEach(node.putArray("shape")::add);
      node.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    try {
      byte[] json = mapper.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
      // The values must start at a multiple of eight; the format allows padding with spaces.
      byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
      Arrays.fill(padded, json.length, padded.length, (byte) ' ');
      return padded;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Writes the elements, little-endian. */
  public static void write(OutputStream out, Entry entry) throws IOException {
    int size = entry.info.dtype().bytes();
    int count = (int) entry.info.count();
    int perChunk = CHUNK_BYTES / size;
    for (int at = 0; at < count; at += perChunk) {
      int end = Math.min(count, at + perChunk);
      ByteBuffer chunk = little((end - at) * size);
      for (int i = at; i < end; i++) {
        if (entry.values instanceof float[] floats) {
          chunk.putFloat(floats[i]);
        } else {
          put(chunk, size, ((long[]) entry.values)[i]);
        }
      }
      out.write(chunk.array());
    }
  }

  private static void put(ByteBuffer to, int size, long value) {
    switch (size) {
      case 1 -> to.put((byte) value);
      case 4 -> to.putInt((int) value);
      default -> to.putLong(value);
    }
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
