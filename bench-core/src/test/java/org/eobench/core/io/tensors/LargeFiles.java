package org.eobench.core.io.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Writes weights of any size, piece by piece: the tensor {@code large}, whose value at each place
 * is {@link #value}, and behind it {@code tail} with 1, 2 and 3.
 */
public final class LargeFiles {
  private static final int PIECE = 1 << 20;

  /** Bytes of a storage that nobody reads; the file has a hole there. */
  private static final long PAD = (1L << 32) + 4096;

  private LargeFiles() {}

  /** Value number {@code place}: whole numbers that bfloat16 holds too. */
  public static float value(long place) {
    return Math.floorMod(place * 31 + (place >> 20), 251) - 125;
  }

  /** A safetensors file of the type F32 or BF16. */
  public static void safetensors(Path path, String type, long values) throws IOException {
    int size = type.equals("F32") ? 4 : 2;
    String json =
        String.format(
            Locale.ROOT,
            """
            {"large":{"dtype":"%1$s","shape":[%2$d],"data_offsets":[0,%3$d]},\
            "tail":{"dtype":"%1$s","shape":[3],"data_offsets":[%3$d,%4$d]}}\
            """,
            type,
            values,
            values * size,
            (values + 3) * size);
    try (FileChannel out = create(path)) {
      out.write(little(8).putLong(json.length()).flip());
      out.write(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
      write(out, size, values);
      tail(out, size);
    }
  }

  /**
   * A checkpoint as PyTorch writes it, whose storages lie beyond 4 GiB: a storage of zeros that is
   * a hole in the file comes first.
   */
  public static void checkpoint(Path path, long values) throws IOException {
    PickleSample pickle = new PickleSample().raw('}').mark();
    pickle.text("large").tensor("FloatStorage", "1", (int) values, 0, size(values), new int[] {1});
    pickle.text("tail").tensor("FloatStorage", "2", 3, 0, size(3), new int[] {1});
    pickle.text("pad").tensor("ByteStorage", "0", 8, 0, size(8), new int[] {1});
    byte[] object = pickle.raw('u').end();
    try (FileChannel out = create(path)) {
      ByteBuffer directory = little(1 << 16);
      entry(out, directory, "a/data.pkl", object.length, () -> out.write(ByteBuffer.wrap(object)));
      entry(
          out,
          directory,
          "a/data/0",
          PAD,
          () -> out.position(out.position() + PAD - 1).write(ByteBuffer.allocate(1)));
      entry(out, directory, "a/data/1", values * 4, () -> write(out, 4, values));
      entry(out, directory, "a/data/2", 12, () -> tail(out, 4));
      long start = out.position();
      out.write(directory.flip());
      end(out, start, directory.limit(), 4);
    }
  }

  private interface Body {
    void write() throws IOException;
  }

  /** An entry with its sizes in the extra field of ZIP64, in the directory alone. */
  private static void entry(
      FileChannel out, ByteBuffer directory, String name, long bytes, Body body)
      throws IOException {
    long place = out.position();
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    out.write(
        little(30 + text.length)
            .putInt(0x04034b50)
            .putInt(0x0808_0000)
            .putShort((short) 0)
            .putInt(0)
            .putLong(0)
            .putInt(0)
            .putShort((short) text.length)
            .putShort((short) 0)
            .put(text)
            .flip());
    body.write();
    directory.putInt(0x02014b50).putInt(0).putShort((short) 0x0808).putShort((short) 0);
    directory.putInt(0).putInt(0).putInt(-1).putInt(-1).putShort((short) text.length);
    directory.putShort((short) 28).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    directory.putInt(0).putInt(-1).put(text);
    directory.putShort((short) 1).putShort((short) 24).putLong(bytes).putLong(bytes).putLong(place);
  }

  private static void end(FileChannel out, long start, long length, long entries)
      throws IOException {
    long place = out.position();
    ByteBuffer end = little(56 + 20 + 22);
    end.putInt(0x06064b50).putLong(44).putInt(0).putLong(0).putLong(entries).putLong(entries);
    end.putLong(length).putLong(start);
    end.putInt(0x07064b50).putInt(0).putLong(place).putInt(1);
    end.putInt(0x06054b50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
    out.write(end.flip());
  }

  private static void write(FileChannel out, int size, long values) throws IOException {
    ByteBuffer piece = little(PIECE * size);
    for (long at = 0; at < values; at += PIECE) {
      piece.clear();
      for (long i = at; i < Math.min(values, at + PIECE); i++) {
        put(piece, size, value(i));
      }
      out.write(piece.flip());
    }
  }

  private static void tail(FileChannel out, int size) throws IOException {
    ByteBuffer tail = little(3 * size);
    for (int i = 1; i <= 3; i++) {
      put(tail, size, i);
    }
    out.write(tail.flip());
  }

  private static void put(ByteBuffer to, int size, float value) {
    if (size == 4) {
      to.putFloat(value);
    } else {
      to.putShort((short) (Float.floatToIntBits(value) >>> 16));
    }
  }

  private static int[] size(long values) {
    return new int[] {(int) values};
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
