package org.eobench.core.io.tensors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;

/** Reads NumPy's {@code .npy} files, versions 1 to 3. Object arrays (pickles) are refused. */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 20;

  private Npy() {}

  /** Reads a file. */
  public static NpyArray read(Path path) {
    FileFault fault = new FileFault(path, "UnreadableNpy", ExitCode.DATA);
    try (FileBytes file = FileBytes.open(fault);
        InputStream in = file.stream()) {
      return read(in, file.size(), fault, "");
    } catch (IOException failure) {
      throw fault.broken("the file cannot be read: " + failure.getMessage(), "", "", failure);
    }
  }

  /**
   * Reads an array from a stream.
   *
   * @param available maximum number of bytes in the stream; a larger claim is refused before memory
   *     is allocated
   */
  static NpyArray read(InputStream in, long available, FileFault fault, String place)
      throws IOException {
    NpyHeader header = NpyHeader.parse(headerText(in, available, fault, place), fault, place);
    long bytes = Shapes.bytes(header.shape(), header.dtype().bytes());
    if (bytes < 0 || bytes > available) {
      throw fault.broken(
          String.format(
              Locale.ROOT,
              "the header claims the shape %s of %s",
              java.util.Arrays.toString(header.shape()),
              header.dtype()),
          place,
          String.format(Locale.ROOT, "an array that fits into %d bytes", available));
    }
    return new NpyArray(header.dtype(), header.shape(), values(in, header, bytes, fault, place));
  }

  /** Reads up to the first value; the length of what was read is that of the text plus 10 or 12. */
  static String headerText(InputStream in, long available, FileFault fault, String place)
      throws IOException {
    byte[] start = in.readNBytes(8);
    for (int i = 0; i < MAGIC.length; i++) {
      if (start.length < 8 || start[i] != MAGIC[i]) {
        throw fault.broken("this is not a .npy file", place, "the magic word \\x93NUMPY");
      }
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw fault.broken("the .npy version is " + version, place, "1, 2 or 3");
    }
    int lengthBytes = version == 1 ? 2 : 4;
    byte[] lengthField = in.readNBytes(lengthBytes);
    long length = 0;
    for (int i = lengthField.length - 1; i >= 0; i--) {
      length = (length << 8) | (lengthField[i] & 0xff);
    }
    if (lengthField.length < lengthBytes || length > Math.min(LONGEST_HEADER, available)) {
      throw fault.broken(
          String.format(Locale.ROOT, "the header claims %d bytes", length), place, "at most 1 MiB");
    }
    return new String(in.readNBytes((int) length), StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer values(
      InputStream in, NpyHeader header, long bytes, FileFault fault, String place)
      throws IOException {
    fault.requireMemory(bytes * (header.fortran() ? 2 : 1), "the array");
    if (bytes > Integer.MAX_VALUE - 8) {
      throw fault.unsupported(
          String.format(Locale.ROOT, "the array has %d bytes", bytes),
          place,
          "at most 2 GiB",
          "split it");
    }
    byte[] data = in.readNBytes((int) bytes);
    if (data.length < bytes) {
      throw fault.broken(
          String.format(Locale.ROOT, "the array ends after %d bytes", data.length),
          place,
          bytes + " bytes");
    }
    byte[] ordered = header.fortran() ? toCOrder(data, header) : data;
    return ByteBuffer.wrap(ordered).order(header.order());
  }

  /**
   * Converts Fortran order to C order: it is the C order of the reversed shape with reversed
   * indices.
   */
  private static byte[] toCOrder(byte[] data, NpyHeader header) {
    int size = header.dtype().bytes();
    long[] shape = header.shape();
    byte[] ordered = new byte[data.length];
    long[] index = new long[shape.length];
    for (int from = 0; from < data.length; from += size) {
      long to = 0;
      for (int d = 0; d < shape.length; d++) {
        to = to * shape[d] + index[d];
      }
      System.arraycopy(data, from, ordered, (int) to * size, size);
      for (int d = 0; d < shape.length && ++index[d] == shape[d]; d++) {
        index[d] = 0;
      }
    }
    return ordered;
  }
}
