package org.eobench.core.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Brings values of Java arrays to the device of a manager.
 *
 * <p>On the way to a GPU they pass through page-locked memory, from which a GPU reads by itself:
 * the call returns while it still does, and work that is asked for later waits for it. libtorch
 * keeps such memory for the next copy, and gives it out again only when the GPU has read it.
 */
public final class DeviceCopy {
  private static final String PINNED =
      "def forward(self, x):\n  return torch.empty_like(x, pin_memory=True)\n";

  private final TorchOps ops;

  public DeviceCopy(TorchOps ops) {
    this.ops = ops;
  }

  /** A float32 array of {@code shape} that belongs to {@code owner}. */
  public NDArray floats(float[] values, Shape shape, NDManager owner) {
    if (!owner.getDevice().isGpu()) {
      return owner.create(values, shape);
    }
    return toGpu(shape, DataType.FLOAT32, owner, "y", bytes -> bytes.asFloatBuffer().put(values));
  }

  /** An int64 array of {@code shape} that belongs to {@code owner}; it travels as int32. */
  public NDArray longs(int[] values, Shape shape, NDManager owner) {
    if (!owner.getDevice().isGpu()) {
      try (NDArray narrow = owner.create(values, shape)) {
        return narrow.toType(DataType.INT64, false);
      }
    }
    // 4 is int64.
    return toGpu(
        shape, DataType.INT32, owner, "torch.to(y, 4)", bytes -> bytes.asIntBuffer().put(values));
  }

  /**
   * @param result expression of {@code y}, the values as they arrive
   */
  private NDArray toGpu(
      Shape shape, DataType type, NDManager owner, String result, Consumer<ByteBuffer> fill) {
    // The types of PyTorch: 6 is float32, 3 is int32. The last argument is non_blocking.
    String copy =
        """
        def forward(self, x):
          y = torch.to(x, torch.device("cuda:%d"), %d, True)
          return %s
        """
            .formatted(owner.getDevice().getDeviceId(), type == DataType.FLOAT32 ? 6 : 3, result);
    try (NDManager host = owner.newSubManager(Device.cpu())) {
      NDArray pinned = ops.call(PINNED, host.create(shape, type));
      fill.accept(pinned.toByteBuffer(true));
      NDArray there = ops.call(copy, pinned);
      there.attach(owner);
      return there;
    }
  }
}
