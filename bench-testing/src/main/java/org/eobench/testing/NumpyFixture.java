package org.eobench.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes NumPy files of several types, as {@code numpy.save} does. */
public final class NumpyFixture {
  /** The first time that a zip file can have. */
  private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0);

  private NumpyFixture() {}

  /**
   * The bytes of a file.
   *
   * @param type {@code u1}, {@code u2}, {@code i2}, {@code i4}, {@code i8}, {@code f2}, {@code f4}
   *     or {@code f8}, with the byte order before it
   * @param values gives element i in C order
   */
  public static byte[] npy(String type, int[] shape, IntToDoubleFunction values) {
    int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    int size = type.charAt(2) - '0';
    ByteBuffer data =
        ByteBuffer.allocate(count * size)
            .order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      double value = values.applyAsDouble(i);
      switch (type.substring(1)) {
        case "u1" -> data.put((byte) (int) value);
        case "u2", "i2" -> data.putShort((short) (int) value);
        case "i4" -> data.putInt((int) value);
        case "f2" -> data.putShort(half((float) value));
        case "i8" -> data.putLong((long) value);
        case "f4" -> data.putFloat((float) value);
        case "f8" -> data.putDouble(value);
        default -> throw new IllegalArgumentException(type);
      }
    }
    String sizes = Arrays.stream(shape).mapToObj(side -> side + ",").collect(Collectors.joining());
    String text =
        String.format(
            Locale.ROOT, "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", type, sizes);
    String padded = text + " ".repeat(63 - (text.length() + 10) % 64) + "\n";
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.writeBytes(new byte[] {(byte) padded.length(), (byte) (padded.length() >> 8)});
    file.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(data.array());
    return file.toByteArray();
  }

  /** The bits of the half-precision number nearest to a value from -65504 to 65504. */
  public static short half(float value) {
    int bits = Float.floatToIntBits(value);
    int exponent = (bits >>> 23 & 0xFF) - 127 + 15;
    if (exponent > 30) {
      throw new IllegalArgumentException(value + " is beyond half precision");
    }
    int mantissa = bits & 0x7FFFFF | 0x800000;
    // Numbers below the normal ones have the exponent 0, and no leading one.
    int dropped = Math.min(25, exponent > 0 ? 13 : 14 - exponent);
    int kept = mantissa + (1 << (dropped - 1)) >>> dropped;
    return (short) (bits >>> 16 & 0x8000 | Math.max(0, exponent - 1 << 10) + kept);
  }

  /** Writes a file of {@link #npy(String, int[], IntToDoubleFunction)}. */
  public static Path npy(Path file, String type, int[] shape, IntToDoubleFunction values) {
    return write(file, npy(type, shape, values));
  }

  /** Writes an archive of such arrays by name. */
  public static Path npz(Path file, Map<String, byte[]> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        entry.setTimeLocal(FIRST); // The archive is the same whenever it is written.
        zip.putNextEntry(entry);
        zip.write(array.getValue());
        zip.closeEntry();
      }
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    return write(file, bytes.toByteArray());
  }

  private static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
