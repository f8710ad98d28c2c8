package org.eobench.core.weights;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;

/**
 * Values between libtorch's memory and files, piece by piece. When an array is created, libtorch
 * allocates large arrays, which are filled in place: their values are never in memory twice, do not
 * count against Java's direct-buffer limit, and may exceed 2 GiB.
 */
final class NativeArrays {
  /** The size in values of a piece, and of the largest array that is copied at once. */
  private static final int PIECE = 1 << 20;

  private NativeArrays() {}

  /** Creates the float32 array of a file's tensor. */
  static NDArray floats(NDManager manager, TensorFile file, String name, Shape shape) {
    if (shape.size() <= PIECE) {
      return manager.create(file.floats(name), shape);
    }
    return filled(manager, shape, fill -> file.floats(name, fill::put));
  }

  /** Creates a float32 array from values in C order. */
  static NDArray floats(NDManager manager, float[] values, Shape shape) {
    if (values.length <= PIECE) {
      return manager.create(values, shape);
    }
    return filled(manager, shape, fill -> fill.put(values, 0, values.length));
  }

  /**
   * Passes the bytes of a float32 or int64 array in C order. On a CPU, each piece is libtorch's own
   * memory; from a GPU, each is copied by itself.
   */
  static void write(NDArray array, SafetensorsWriter.Sink sink) throws IOException {
    long count = array.getShape().size();
    try (NDArray values = array.stopGradient();
        NDArray flat = values.reshape(count)) {
      if (count > 0 && count <= PIECE) {
        put(flat, sink); // Most tensors are small, and a view of each would take most of the time.
        return;
      }
      for (long at = 0; at < count; at += PIECE) {
        try (NDArray piece = flat.get(new NDIndex("{}:{}", at, Math.min(count, at + PIECE)))) {
          put(piece, sink);
        }
      }
    }
  }

  private static void put(NDArray piece, SafetensorsWriter.Sink sink) throws IOException {
    if (piece.getDevice().isGpu()) {
      // DJL's own host copy would stay with the array's manager until the run ends.
      try (NDArray host = piece.toDevice(Device.cpu(), false)) {
        sink.put(host.toByteBuffer(true));
      }
    } else {
      sink.put(piece.toByteBuffer(true));
    }
  }

  private interface Source {
    void into(Fill fill);
  }

  private static NDArray filled(NDManager manager, Shape shape, Source source) {
    NDArray array = manager.create(shape, DataType.FLOAT32);
    try (NDArray flat = array.reshape(shape.size())) {
      source.into(new Fill(manager, flat));
    }
    return array;
  }

  /** Writes values into a flat array in place. */
  private static final class Fill {
    private final NDManager manager;
    private final NDArray flat;
    private final ByteBuffer piece =
        ByteBuffer.allocateDirect(PIECE * Float.BYTES).order(ByteOrder.nativeOrder());

    Fill(NDManager manager, NDArray flat) {
      this.manager = manager;
      this.flat = flat;
    }

    /** Writes the first {@code count} elements of {@code values} at {@code at}. */
    void put(float[] values, long at, int count) {
      for (int done = 0; done < count; done += PIECE) {
        int some = Math.min(PIECE, count - done);
        piece.clear().limit(some * Float.BYTES);
        piece.asFloatBuffer().put(values, done, some);
        // On a CPU the array below is the buffer itself, so there is no extra copy.
        try (NDArray part = manager.create(piece, new Shape(some), DataType.FLOAT32)) {
          flat.set(new NDIndex("{}:{}", at + done, at + done + some), part);
        }
      }
    }
  }
}
