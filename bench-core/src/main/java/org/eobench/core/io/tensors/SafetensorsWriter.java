package org.eobench.core.io.tensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.DirectFile;

/**
 * Writes {@code .safetensors} files. A file appears complete or not at all. Values are taken from
 * their owner piece by piece while they are written, so no tensor is copied as a whole.
 */
public final class SafetensorsWriter {
  private static final int CHUNK_BYTES = 1 << 20;

  private SafetensorsWriter() {}

  /** The elements of a tensor. */
  @FunctionalInterface
  public interface Values {
    /** Passes all elements in C order, little-endian, in pieces that together have their bytes. */
    void writeTo(Sink sink) throws IOException;
  }

  /** Receives the bytes of a tensor in pieces. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Receives the next bytes.
     *
     * @param piece the bytes from its position to its limit; valid during this call
     */
    void put(ByteBuffer piece) throws IOException;
  }

  /**
   * A tensor to write.
   *
   * @param info name, type and shape
   * @param values elements, which are asked for when they are written
   */
  public record Entry(TensorInfo info, Values values) {
    public static Entry floats(String name, long[] shape, float[] values) {
      TensorInfo info = new TensorInfo(name, TensorType.F32, shape);
      requireCount(info, values.length);
      return new Entry(info, sink -> pieces(info, sink, (chunk, at) -> chunk.putFloat(values[at])));
    }

    public static Entry longs(String name, long[] shape, long[] values) {
      return whole(new TensorInfo(name, TensorType.I64, shape), values);
    }

    /** A tensor of type I64, I32, U8 or BOOL. */
    public static Entry whole(TensorInfo info, long[] values) {
      requireCount(info, values.length);
      return new Entry(
          info,
          switch (info.dtype()) {
            case I64 -> sink -> pieces(info, sink, (chunk, at) -> chunk.putLong(values[at]));
            case I32 -> sink -> pieces(info, sink, (chunk, at) -> chunk.putInt((int) values[at]));
            case U8, BOOL ->
                sink -> pieces(info, sink, (chunk, at) -> chunk.put((byte) values[at]));
            default ->
                throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "tensor %s cannot hold whole numbers", info));
          });
    }

    private static void requireCount(TensorInfo info, int count) {
      if (count != info.count()) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "tensor %s cannot be written from %d values", info, count));
      }
    }
  }

  private interface Element {
    void put(ByteBuffer chunk, int at);
  }

  private static void pieces(TensorInfo info, Sink sink, Element element) throws IOException {
    int size = info.dtype().bytes();
    int count = (int) info.count();
    ByteBuffer chunk = little(Math.min(count, CHUNK_BYTES / size) * size);
    for (int at = 0; at < count; ) {
      chunk.clear();
      while (at < count && chunk.hasRemaining()) {
        element.put(chunk, at++);
      }
      sink.put(chunk.flip());
    }
  }

  /**
   * Writes tensors in the given order.
   *
   * @param metadata metadata of the file, such as the id of the run
   */
  public static void write(Path target, Collection<Entry> entries, Map<String, String> metadata) {
    byte[] header = header(entries, metadata);
    AtomicFile.writeChannel(
        target,
        channel -> {
          put(channel, little(8).putLong(header.length).flip());
          put(channel, ByteBuffer.wrap(header));
          for (Entry entry : entries) {
            write(entry, piece -> put(channel, piece));
          }
        });
  }

  /**
   * Like {@link #write(Path, Collection, Map)}, with a {@link SafetensorsChecksum} in the metadata.
   * Values are read once: the checksum replaces its placeholder when all bytes are known.
   *
   * @return the checksum
   */
  public static String writeWithChecksum(
      Path target, Collection<Entry> entries, Map<String, String> metadata) {
    Map<String, String> all = new TreeMap<>(metadata);
    all.put(SafetensorsChecksum.KEY, SafetensorsChecksum.BLANK);
    byte[] header = header(entries, all);
    int place = SafetensorsChecksum.placeIn(header);
    String[] checksum = {""};
    AtomicFile.writePath(
        target,
        part -> {
          try (DirectFile file = DirectFile.create(part)) {
            checksum[0] = write(file, header, entries);
          }
          putAt(part, Long.BYTES + place, checksum[0]);
        });
    return checksum[0];
  }

  /** Writes everything, and returns the checksum. */
  private static String write(WritableByteChannel channel, byte[] header, Collection<Entry> entries)
      throws IOException {
    MessageDigest digest = SafetensorsChecksum.digest();
    Sink counted = piece -> putAndHash(channel, piece, digest);
    counted.put(little(Long.BYTES).putLong(header.length).flip());
    counted.put(ByteBuffer.wrap(header));
    for (Entry entry : entries) {
      write(entry, counted);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void putAt(Path part, int place, String checksum) throws IOException {
    ByteBuffer digits = ByteBuffer.wrap(checksum.getBytes(StandardCharsets.US_ASCII));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.position(place);
      put(channel, digits);
    }
  }

  /** Large pieces are hashed by another thread at the same time, which takes as long as writing. */
  private static void putAndHash(
      WritableByteChannel channel, ByteBuffer piece, MessageDigest digest) throws IOException {
    ByteBuffer same = piece.duplicate();
    if (same.remaining() < CHUNK_BYTES) {
      digest.update(same);
      put(channel, piece);
      return;
    }
    CompletableFuture<Void> hashed = CompletableFuture.runAsync(() -> digest.update(same));
    try {
      put(channel, piece);
    } finally {
      hashed.join(); // the piece may be native memory that is freed after this call
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
    WritableByteChannel channel = Channels.newChannel(out);
    write(entry, piece -> put(channel, piece));
  }

  /** Passes the elements on; a wrong number of bytes would shift every later tensor. */
  private static void write(Entry entry, Sink sink) throws IOException {
    long[] left = {entry.info.count() * entry.info.dtype().bytes()};
    entry.values.writeTo(
        piece -> {
          left[0] -= piece.remaining();
          sink.put(piece);
        });
    if (left[0] != 0) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "tensor %s lacks %d bytes", entry.info, left[0]));
    }
  }

  private static void put(WritableByteChannel channel, ByteBuffer piece) throws IOException {
    while (piece.hasRemaining()) {
      channel.write(piece);
    }
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
