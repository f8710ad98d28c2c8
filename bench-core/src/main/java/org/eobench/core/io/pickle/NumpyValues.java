package org.eobench.core.io.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of NumPy in pickles: scalars and arrays of integers, floating point and booleans. All
 * become {@code double}, which is exact for whole numbers up to 2^53.
 */
public final class NumpyValues {
  /** What pickles of numbers name. */
  public static final Set<String> NAMES =
      Set.of(
          "numpy.dtype",
          "numpy.ndarray",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray._reconstruct");

  private NumpyValues() {}

  /**
   * The values of a plain number, of one of NumPy, or of an array in C order; null if it is none of
   * these.
   *
   * @throws IllegalArgumentException if the array is of another type, or has too few bytes
   */
  public static double @Nullable [] of(@Nullable Object value) {
    if (value instanceof Number number) {
      return new double[] {number.doubleValue()};
    }
    if (value instanceof Boolean flag) {
      return new double[] {flag ? 1 : 0};
    }
    if (value instanceof PythonObject object) {
      if (object.className().endsWith(".scalar") && object.arguments().length == 2) {
        return numbers(object.arguments()[0], object.arguments()[1], 1);
      }
      if (object.className().endsWith("._reconstruct")
          && object.state() instanceof Object[] state
          && state.length >= 5
          && state[1] instanceof Object[] shape) {
        if (Boolean.TRUE.equals(state[3]) && shape.length > 1) {
          throw new IllegalArgumentException("an array in Fortran order");
        }
        long count = 1;
        for (Object side : shape) {
          count = Math.multiplyExact(count, PickleText.whole(side));
        }
        return numbers(state[2], state[4], count);
      }
    }
    return null;
  }

  private static double[] numbers(Object dtype, Object stored, long count) {
    String code = code(dtype);
    int size = code.charAt(1) - '0';
    if (!(stored instanceof byte[] bytes) || count < 0 || bytes.length / size != count) {
      throw new IllegalArgumentException("an array whose bytes do not fit its shape");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order(dtype));
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(buffer, code);
    }
    return values;
  }

  /** The next number, by NumPy's letter and size. */
  private static double number(ByteBuffer buffer, String code) {
    return switch (code) {
      case "b1", "u1" -> buffer.get() & 0xff;
      case "i1" -> buffer.get();
      case "i2" -> buffer.getShort();
      case "u2" -> buffer.getShort() & 0xffff;
      case "i4" -> buffer.getInt();
      case "u4" -> buffer.getInt() & 0xffffffffL;
      case "i8" -> buffer.getLong();
      case "f4" -> buffer.getFloat();
      case "f8" -> buffer.getDouble();
      default -> throw new IllegalArgumentException("numbers of the type " + code);
    };
  }

  private static String code(Object dtype) {
    if (dtype instanceof PythonObject type
        && type.className().equals("numpy.dtype")
        && type.arguments().length > 0
        && type.arguments()[0] instanceof String code
        && code.matches("[biuf][1248]")) {
      return code;
    }
    throw new IllegalArgumentException("an array of an unknown type");
  }

  /** {@code (3, '<', …)} is the state of a type. */
  private static ByteOrder order(Object dtype) {
    boolean big =
        ((PythonObject) dtype).state() instanceof Object[] state
            && state.length > 1
            && ">".equals(state[1]);
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
