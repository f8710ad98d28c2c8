package org.eobench.core.io.tensors;

import java.nio.ByteBuffer;
import org.eobench.core.io.NumberFormats;

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
