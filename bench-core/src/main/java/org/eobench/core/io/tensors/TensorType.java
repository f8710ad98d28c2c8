package org.eobench.core.io.tensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eobench.core.io.NumberFormats;
import org.jspecify.annotations.Nullable;

/** The element types of stored tensors, with the names of safetensors. */
public enum TensorType {
  BOOL(1),
  U8(1),
  I8(1),
  U16(2),
  I16(2),
  U32(4),
  I32(4),
  U64(8),
  I64(8),
  F16(2),
  BF16(2),
  F32(4),
  F64(8);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** The type of a NumPy code without its byte order, such as {@code i2}; null if unknown. */
  public static @Nullable TensorType ofNumpy(String code) {
    return switch (code) {
      case "b1" -> BOOL;
      case "u1" -> U8;
      case "i1" -> I8;
      case "u2" -> U16;
      case "i2" -> I16;
      case "u4" -> U32;
      case "i4" -> I32;
      case "u8" -> U64;
      case "i8" -> I64;
      case "f2" -> F16;
      case "f4" -> F32;
      case "f8" -> F64;
      default -> null;
    };
  }

  /**
   * Decodes little-endian elements; exact except for 64-bit integers beyond 2^53.
   *
   * @param count number of elements, from the first one
   */
  public double[] doubles(byte[] from, int count) {
    ByteBuffer buffer = ByteBuffer.wrap(from).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = doubleAt(buffer, i);
    }
    return values;
  }

  /** The bytes per element. */
  public int bytes() {
    return bytes;
  }

  public boolean isFloating() {
    return this == F16 || this == BF16 || this == F32 || this == F64;
  }

  /** Element {@code index} of a buffer in the buffer's byte order; 64-bit integers may round. */
  double doubleAt(ByteBuffer from, int index) {
    return switch (this) {
      case F64 -> from.getDouble(index * 8);
      case F32 -> from.getFloat(index * 4);
      case F16 -> NumberFormats.toFloat(from.getShort(index * 2));
      case BF16 -> NumberFormats.brainToFloat(from.getShort(index * 2));
      case U64 -> NumberFormats.unsignedToDouble(from.getLong(index * 8));
      default -> longAt(from, index);
    };
  }

  /** Element {@code index} of an integer or boolean buffer; unsigned 64-bit values wrap. */
  long longAt(ByteBuffer from, int index) {
    return switch (this) {
      case BOOL -> from.get(index) == 0 ? 0 : 1;
      case U8 -> from.get(index) & 0xff;
      case I8 -> from.get(index);
      case U16 -> from.getShort(index * 2) & 0xffff;
      case I16 -> from.getShort(index * 2);
      case U32 -> from.getInt(index * 4) & 0xffffffffL;
      case I32 -> from.getInt(index * 4);
      case U64, I64 -> from.getLong(index * 8);
      default -> throw new IllegalStateException(this + " has no integers");
    };
  }

  /** Decodes the first {@code count} elements of {@code from} into {@code to} from {@code at}. */
  void floats(ByteBuffer from, float[] to, int at, int count) {
    if (this == F32) {
      from.slice(0, count * 4).order(from.order()).asFloatBuffer().get(to, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      to[at + i] = (float) doubleAt(from, i);
    }
  }

  /** Decodes the first {@code count} elements of {@code from} into {@code to} from {@code at}. */
  void longs(ByteBuffer from, long[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] = longAt(from, i);
    }
  }
}
