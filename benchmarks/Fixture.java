import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes chips in the layout of HLS Burn Scars: six bands of float32 and an int16 mask, as plain
 * TIFF files. It uses no class of the program, so that every jar reads the same files. Run by
 * {@code benchmarks/compare} as {@code java Fixture.java FOLDER TRAINING VALIDATION SIZE}.
 */
final class Fixture {
  private static final int BANDS = 6;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private Fixture() {}

  public static void main(String[] words) throws IOException {
    Path folder = Path.of(words[0]);
    int size = Integer.parseInt(words[3]);
    chips(folder.resolve("training"), Integer.parseInt(words[1]), size);
    chips(folder.resolve("validation"), Integer.parseInt(words[2]), size);
  }

  /** A dark disc, the burn scar, on noise, at another place in each chip. */
  private static void chips(Path folder, int count, int size) throws IOException {
    Files.createDirectories(folder);
    for (int chip = 0; chip < count; chip++) {
      Random random = new Random(chip);
      int row = random.nextInt(size);
      int col = random.nextInt(size);
      ByteBuffer image = buffer(size * size * BANDS * Float.BYTES);
      ByteBuffer mask = buffer(size * size * Short.BYTES);
      for (int i = 0; i < size * size; i++) {
        boolean burnt = Math.hypot(i / size - row, i % size - col) < size / 4.0;
        mask.putShort((short) (burnt ? 1 : 0));
        for (int band = 0; band < BANDS; band++) {
          image.putFloat((burnt ? 0.05f : 0.2f) + 0.05f * random.nextFloat());
        }
      }
      write(folder.resolve("chip" + chip + "_merged.tif"), image, size, BANDS, Float.BYTES, 3);
      write(folder.resolve("chip" + chip + ".mask.tif"), mask, size, 1, Short.BYTES, 2);
    }
  }

  /** One strip, pixels interleaved. The format is 2 for signed integers and 3 for floats. */
  private static void write(
      Path file, ByteBuffer pixels, int size, int bands, int bytes, int format) throws IOException {
    int entries = 11;
    int lists = 8 + 2 + 12 * entries + 4;
    int data = lists + 3 * 2 * bands;
    ByteBuffer tiff = buffer(data + pixels.position());
    tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    tiff.putShort((short) entries);
    entry(tiff, 256, LONG, size);
    entry(tiff, 257, LONG, size);
    list(tiff, 258, bands, 8 * bytes, lists);
    entry(tiff, 259, SHORT, 1); // no compression
    entry(tiff, 262, SHORT, 1); // black is zero
    entry(tiff, 273, LONG, data);
    entry(tiff, 277, SHORT, bands);
    entry(tiff, 278, LONG, size);
    entry(tiff, 279, LONG, pixels.position());
    entry(tiff, 284, SHORT, 1); // interleaved
    list(tiff, 339, bands, format, lists + 2 * bands);
    tiff.putInt(0);
    for (int value : new int[] {8 * bytes, format, 0}) {
      for (int band = 0; band < bands; band++) {
        tiff.putShort((short) value);
      }
    }
    tiff.put(pixels.flip());
    Files.write(file, tiff.array());
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
  }

  /** Short values; more than two do not fit into the entry itself. */
  private static void list(ByteBuffer tiff, int tag, int count, int value, int place) {
    tiff.putShort((short) tag).putShort((short) SHORT).putInt(count);
    tiff.putInt(count > 2 ? place : value);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
