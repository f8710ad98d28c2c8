package org.eobench.core.io.tensors;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;

/**
 * A NumPy {@code .npy} file whose elements are read in parts, so that an array of any size needs
 * little memory. Object arrays (pickles) are refused.
 */
public final class NpyFile implements Closeable {
  private static final int LONG_FIELD_VERSION = 2;

  private final FileBytes file;
  private final NpyHeader header;
  private final long start;

  private NpyFile(FileBytes file) throws IOException {
    this.file = file;
    FileFault fault = file.fault();
    try (InputStream in = file.stream()) {
      String text = Npy.headerText(in, file.size(), fault, "");
      header = NpyHeader.parse(text, fault, "");
      int version = file.read(6, 1, "the version").get();
      start = (version < LONG_FIELD_VERSION ? 10 : 12) + (long) text.length();
    }
    long bytes = Shapes.bytes(header.shape(), header.dtype().bytes());
    if (bytes < 0 || bytes > file.size() - start) {
      throw fault.broken(
          String.format(
              Locale.ROOT,
              "the header claims the shape %s of %s",
              Arrays.toString(header.shape()),
              header.dtype()),
          "",
          String.format(Locale.ROOT, "an array that fits into %d bytes", file.size() - start));
    }
  }

  /** Opens a file and reads its header, but no elements. */
  public static NpyFile open(Path path) {
    FileFault fault = new FileFault(path, "UnreadableNpy", ExitCode.DATA);
    FileBytes file = FileBytes.open(fault);
    try {
      return new NpyFile(file);
    } catch (IOException failure) {
      file.close();
      throw fault.broken("the file cannot be read: " + failure.getMessage(), "", "", failure);
    } catch (RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  /** The type of the elements. */
  public TensorType dtype() {
    return header.dtype();
  }

  /** The dimensions; empty for a scalar. */
  public long[] shape() {
    return header.shape().clone();
  }

  /** Whether the first index changes fastest in the file (Fortran order). */
  public boolean fortran() {
    return header.fortran();
  }

  /**
   * Copies elements in the order of the file; exact except for 64-bit integers beyond 2^53.
   *
   * @param at first element
   */
  public void doubles(long at, double[] to, int offset, int count) {
    int size = header.dtype().bytes();
    ByteBuffer run = file.read(start + at * size, (long) count * size, "the array");
    run.order(header.order());
    for (int i = 0; i < count; i++) {
      to[offset + i] = header.dtype().doubleAt(run, i);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
