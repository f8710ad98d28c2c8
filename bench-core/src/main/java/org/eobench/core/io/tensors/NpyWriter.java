package org.eobench.core.io.tensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.NumberFormats;

/** Writes arrays as {@code .npy} files, version 1. */
public final class NpyWriter {
  private static final int ALIGNMENT = 64;

  private NpyWriter() {}

  /**
   * Writes an array.
   *
   * @param values elements in C order
   */
  public static void write(Path target, long[] shape, float[] values) {
    if (Shapes.count(shape) != values.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "shape %s does not fit %d values",
              Arrays.toString(shape),
              values.length));
    }
    byte[] header = header("<f4", shape);
    ByteBuffer bytes =
        ByteBuffer.allocate(header.length + values.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    bytes.asFloatBuffer().put(values);
    AtomicFile.write(target, out -> out.write(bytes.array()));
  }

  /**
   * Writes an array that need not fit into memory.
   *
   * @param type F32, F16, I8 or U8; integers must be whole numbers of its range
   * @param elements is given a sink of elements in C order, to hand over all of them in parts
   */
  public static void write(
      Path target, TensorType type, long[] shape, Consumer<Consumer<float[]>> elements) {
    AtomicFile.write(
        target,
        out -> {
          out.write(header(name(type), shape));
          long[] written = {0};
          elements.accept(
              part -> {
                try {
                  out.write(bytes(type, part));
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
                written[0] += part.length;
              });
          if (written[0] != Shapes.count(shape)) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "shape %s does not fit %d values",
                    Arrays.toString(shape),
                    written[0]));
          }
        });
  }

  private static String name(TensorType type) {
    return switch (type) {
      case F32 -> "<f4";
      case F16 -> "<f2";
      case I8 -> "|i1";
      case U8 -> "|u1";
      default -> throw new IllegalArgumentException(type + " is not written");
    };
  }

  private static byte[] bytes(TensorType type, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (type) {
        case F32 -> bytes.putFloat(value);
        case F16 -> bytes.putShort(NumberFormats.floatToHalf(value));
        default -> bytes.put((byte) value);
      }
    }
    return bytes.array();
  }

  /**
   * What stands before the elements.
   *
   * @param type NumPy's name of the element type, such as {@code <f4}
   */
  static byte[] header(String type, long... shape) {
    String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining());
    String text =
        String.format(
            Locale.ROOT, "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", type, sizes);
    int length = (10 + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - 10;
    ByteBuffer bytes = ByteBuffer.allocate(10 + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) length);
    bytes.put(text.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      bytes.put(bytes.remaining() == 1 ? (byte) '\n' : (byte) ' ');
    }
    return bytes.array();
  }
}
