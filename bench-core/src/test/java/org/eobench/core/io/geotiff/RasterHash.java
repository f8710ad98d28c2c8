package org.eobench.core.io.geotiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of decoded values, in the conventions of the reference files. */
final class RasterHash {
  private RasterHash() {}

  /** Of big-endian float64 values. */
  static String ofDoubles(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8);
    bytes.asDoubleBuffer().put(values);
    return sha256(bytes.array());
  }

  /** Of little-endian values of a NumPy type. */
  static String littleEndian(double[] values, String dtype) {
    int size = Integer.parseInt(dtype.replaceAll("\\D", "")) / 8;
    ByteBuffer bytes = ByteBuffer.allocate(values.length * size).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (dtype) {
        case "float64" -> bytes.putDouble(value);
        case "float32" -> bytes.putFloat((float) value);
        case "int32", "uint32" -> bytes.putInt((int) (long) value);
        case "int16", "uint16" -> bytes.putShort((short) value);
        case "int8", "uint8" -> bytes.put((byte) (int) value);
        default -> throw new IllegalArgumentException(dtype);
      }
    }
    return sha256(bytes.array());
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
