package org.eobench.core.io.tensors;

import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import org.jspecify.annotations.Nullable;

/**
 * The values that the pickle of a PyTorch checkpoint can create, in addition to plain Python
 * values.
 */
public sealed interface TorchValue {

  /**
   * An object of a TorchScript archive: a module with its attributes.
   *
   * @param attributes attributes by name, in the order of the file; empty if the object restores
   *     itself
   */
  record ScriptObject(String className, Map<Object, Object> attributes) implements TorchValue {}

  /** A data type such as torch.float32, or a storage class such as torch.FloatStorage. */
  record Kind(@Nullable TensorType dtype) implements TorchValue, IObjectConstructor {
    @Override
    public Object construct(Object[] arguments) {
      throw new IllegalArgumentException("the file calls a storage class");
    }
  }

  /**
   * A range of bytes, of which tensors are views.
   *
   * @param key name in the file
   * @param dtype element type, or null for untyped bytes
   * @param firstByte start in the stored bytes of {@code key}, for old-style views
   * @param bytes length in bytes
   */
  record Storage(String key, @Nullable TensorType dtype, long firstByte, long bytes)
      implements TorchValue {}

  /**
   * A view of a storage.
   *
   * @param offset index of the first element in the storage
   * @param stride number of elements from one index to the next, for each dimension
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Tensor(Storage storage, TensorType dtype, long offset, long[] size, long[] stride)
      implements TorchValue {

    boolean isContiguous() {
      long expected = 1;
      for (int i = size.length - 1; i >= 0; i--) {
        if (size[i] > 1 && stride[i] != expected) {
          return false;
        }
        expected *= size[i];
      }
      return true;
    }

    /** One more than the index of the last element, or -1 on overflow. */
    long end() {
      long last = offset;
      for (int i = 0; i < size.length; i++) {
        if (size[i] == 0) {
          return offset;
        }
        if (stride[i] < 0 || (stride[i] > 0 && size[i] - 1 > (1L << 50) / stride[i])) {
          return -1;
        }
        last += (size[i] - 1) * stride[i];
        if (last < 0 || last > 1L << 60) {
          return -1;
        }
      }
      return last + 1;
    }
  }
}
