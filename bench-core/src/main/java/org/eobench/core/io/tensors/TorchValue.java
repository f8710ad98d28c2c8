package org.eobench.core.io.tensors;

import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import org.jspecify.annotations.Nullable;

/** The few things that a PyTorch checkpoint's pickle may make, besides plain Python values. */
public sealed interface TorchValue {

  /** An object of a harmless class whose content is of no interest, such as argparse.Namespace. */
  record Inert(String className) implements TorchValue {}

  /**
   * An object of a TorchScript archive: a module with its attributes.
   *
   * @param attributes by name, in the file's order; empty where the object restores itself
   */
  record ScriptObject(String className, Map<Object, Object> attributes) implements TorchValue {}

  /** A data type such as torch.float32, or a storage class such as torch.FloatStorage. */
  record Kind(@Nullable TensorType dtype) implements TorchValue, IObjectConstructor {
    @Override
    public Object construct(Object[] arguments) {
      throw new IllegalArgumentException("a storage class is called");
    }
  }

  /**
   * A run of bytes that tensors are views of.
   *
   * @param key its name in the file
   * @param dtype element type, or null for bytes without one
   * @param firstByte where it starts in the stored bytes of {@code key}, for old-style views
   * @param bytes its length
   */
  record Storage(String key, @Nullable TensorType dtype, long firstByte, long bytes)
      implements TorchValue {}

  /**
   * A view of a storage.
   *
   * @param offset first element, counted in elements from the start of the storage
   * @param stride elements from one index to the next, for each dimension
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

    /** One more than the last element touched, or -1 when that cannot be counted. */
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
