package org.eobench.core.io.geotiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import org.eobench.core.io.NumberFormats;
import org.jspecify.annotations.Nullable;

/** The sample types of a TIFF, and how a sample is read from whole bytes. */
public enum SampleType {
  UINT8(1, 8),
  INT8(2, 8),
  UINT16(1, 16),
  INT16(2, 16),
  UINT32(1, 32),
  INT32(2, 32),
  UINT64(1, 64),
  INT64(2, 64),
  FLOAT16(3, 16),
  FLOAT32(3, 32),
  FLOAT64(3, 64);

  private static final Words LITTLE = new Words(false);
  private static final Words BIG = new Words(true);

  private final int format;
  private final int bits;

  SampleType(int format, int bits) {
    this.format = format;
    this.bits = bits;
  }

  /**
   * The narrowest type for TIFF's SampleFormat and BitsPerSample; 12 bits are a UINT16. Null if
   * there is none, as for complex numbers.
   */
  static @Nullable SampleType of(long format, long bits) {
    long known = format == 4 ? 1 : format;
    for (SampleType type : values()) {
      if (type.format == known && (type.bits == bits || type.holds(bits))) {
        return type;
      }
    }
    return null;
  }

  /** Converts a value to this type. */
  public double nearest(double value) {
    return isFloat() && this != FLOAT64 ? (float) value : value;
  }

  /** Whether float represents every value exactly. */
  public boolean fitsFloat() {
    return bits <= 16 || this == FLOAT32;
  }

  /** Whether every value is an integer of at most 16 bits. */
  public boolean isShort() {
    return !isFloat() && bits <= 16;
  }

  /** Formats a value with no more digits than the type has. */
  public String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return isFloat() && this != FLOAT64 ? Float.toString((float) value) : Double.toString(value);
  }

  private boolean holds(long width) {
    return width >= 1
        && width < bits
        && bits <= Integer.SIZE
        && (!isFloat() || (this == FLOAT32 && width == 24));
  }

  /**
   * Whether two values are equal in this type. Floating-point numbers may differ by four units in
   * the last place, GDAL's tolerance for nodata values; NaN equals NaN.
   */
  public boolean isSame(double a, double b) {
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return true;
    }
    double epsilon = !isFloat() ? 0 : this == FLOAT64 ? 0x1p-52 : 0x1p-23;
    return Math.abs(a - b) < epsilon * Math.abs(a + b) * 2 && !Double.isInfinite(a + b);
  }

  /** TIFF's SampleFormat: 1 unsigned, 2 signed, 3 IEEE floating point. */
  int format() {
    return format;
  }

  /** The width of the type; the samples of a file may be narrower. */
  public int bits() {
    return bits;
  }

  /** Whether values are IEEE floating-point numbers. */
  public boolean isFloat() {
    return format == 3;
  }

  /** The NumPy name: {@code uint8}, {@code float32}, …. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a sample at {@code at}; exact except for 64-bit integers beyond 2^53. */
  double get(byte[] bytes, int at, ByteOrder order) {
    Words words = order == ByteOrder.LITTLE_ENDIAN ? LITTLE : BIG;
    return switch (this) {
      case UINT8 -> bytes[at] & 0xff;
      case INT8 -> bytes[at];
      case UINT16 -> words.int16(bytes, at) & 0xffff;
      case INT16 -> words.int16(bytes, at);
      case UINT32 -> words.int32(bytes, at) & 0xffffffffL;
      case INT32 -> words.int32(bytes, at);
      case UINT64 -> NumberFormats.unsignedToDouble(words.int64(bytes, at));
      case INT64 -> words.int64(bytes, at);
      case FLOAT16 -> NumberFormats.toFloat(words.int16(bytes, at));
      case FLOAT32 -> Float.intBitsToFloat(words.int32(bytes, at));
      case FLOAT64 -> Double.longBitsToDouble(words.int64(bytes, at));
    };
  }

  static Words words(ByteOrder order) {
    return order == ByteOrder.LITTLE_ENDIAN ? LITTLE : BIG;
  }

  /** Reads integers of one byte order from a byte array. */
  static final class Words {
    // Static, so that the compiler knows them: they are in the inner loop of every data set.
    private static final VarHandle BIG16 = handle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG32 = handle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG64 = handle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE16 = handle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LITTLE32 = handle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LITTLE64 = handle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final boolean big;

    private Words(boolean big) {
      this.big = big;
    }

    private static VarHandle handle(Class<?> words, ByteOrder order) {
      return MethodHandles.byteArrayViewVarHandle(words, order);
    }

    short int16(byte[] bytes, int at) {
      return big ? (short) BIG16.get(bytes, at) : (short) LITTLE16.get(bytes, at);
    }

    int int32(byte[] bytes, int at) {
      return big ? (int) BIG32.get(bytes, at) : (int) LITTLE32.get(bytes, at);
    }

    long int64(byte[] bytes, int at) {
      return big ? (long) BIG64.get(bytes, at) : (long) LITTLE64.get(bytes, at);
    }

    void int16(byte[] bytes, int at, short value) {
      if (big) {
        BIG16.set(bytes, at, value);
      } else {
        LITTLE16.set(bytes, at, value);
      }
    }

    void int32(byte[] bytes, int at, int value) {
      if (big) {
        BIG32.set(bytes, at, value);
      } else {
        LITTLE32.set(bytes, at, value);
      }
    }

    void int64(byte[] bytes, int at, long value) {
      if (big) {
        BIG64.set(bytes, at, value);
      } else {
        LITTLE64.set(bytes, at, value);
      }
    }
  }
}
