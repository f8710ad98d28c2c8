package org.eobench.core.run.device;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.concurrent.locks.ReentrantLock;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchThreads;
import org.jspecify.annotations.Nullable;

/**
 * The device that a run computes on, and the owner of all its arrays. Closing it frees them and
 * gives back what was changed in libtorch.
 *
 * <p>libtorch has one random generator and one number of threads for the whole process, so only one
 * thread of a process has a device at a time; others wait for it.
 */
public final class ComputeDevice implements AutoCloseable {
  /** As global as what it guards. */
  private static final ReentrantLock LIBTORCH = new ReentrantLock(true);

  private final Device device;
  private final NDManager manager;
  private final @Nullable TorchThreads before;

  private ComputeDevice(Device device, NDManager manager, @Nullable TorchThreads before) {
    this.device = device;
    this.manager = manager;
    this.before = before;
  }

  /**
   * Loads the engine, chooses the device and sets the threads of a run.
   *
   * @param text what the configuration says, such as {@code auto}
   * @param precision the number format that the run computes in
   * @param threads threads of libtorch on a CPU; null leaves the number as it is
   * @throws org.eobench.core.error.BenchException as {@link DeviceChoice#of} does, and when the
   *     device has no such format
   */
  public static ComputeDevice open(String text, Precision precision, @Nullable Integer threads) {
    LIBTORCH.lock();
    try {
      Device device = Devices.choose(text);
      DeviceChoice.requireFormat(device, precision);
      NDManager manager = Devices.engine().newBaseManager(device);
      TorchThreads before = null;
      if (threads != null) {
        before = TorchThreads.current();
        TorchThreads.fix(threads);
      }
      return new ComputeDevice(device, manager, before);
    } catch (RuntimeException | Error failure) {
      LIBTORCH.unlock();
      throw failure;
    }
  }

  public Device device() {
    return device;
  }

  /** Owner of all arrays, on the device. */
  public NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    try {
      manager.close();
      if (before != null) {
        TorchThreads.fix(before.intraOp());
      }
    } finally {
      LIBTORCH.unlock();
    }
  }
}
