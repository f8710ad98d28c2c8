package org.eobench.core.run.device;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.concurrent.locks.ReentrantLock;
import org.eobench.core.loader.Shard;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.nn.torch.TorchThreads;
import org.jspecify.annotations.Nullable;

/**
 * The device of a run and the owner of all its arrays. Closing it frees them and restores the
 * changed settings of libtorch.
 *
 * <p>libtorch has one random generator and one number of threads per process, so only one thread of
 * a process can have a device at a time; others wait.
 */
public final class ComputeDevice implements AutoCloseable {
  /** Static, because it protects static state of libtorch. */
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
   * Loads the engine, selects the device and sets the number of threads.
   *
   * @param text value of the configuration, such as {@code auto}
   * @param precision number format of the run
   * @param threads libtorch threads on a CPU; null keeps the current number
   * @throws org.eobench.core.error.BenchException like {@link DeviceChoice#of}, and if the device
   *     does not support the format
   */
  public static ComputeDevice open(
      String text, PrecisionChoice precision, @Nullable Integer threads) {
    return openShare(text, precision, threads, Shard.WHOLE);
  }

  /**
   * Like {@link #open}, for one of several processes that compute together. On GPUs, each has one,
   * from that of the text on; a CPU's threads are divided among them, unless {@code threads} says
   * how many each has.
   *
   * @param process which of how many
   */
  public static ComputeDevice openShare(
      String text, PrecisionChoice precision, @Nullable Integer wanted, Shard process) {
    LIBTORCH.lock();
    try {
      Device device = Devices.choose(text, process.index());
      DeviceChoice.requireFormat(device, precision);
      NDManager manager = Devices.engine().newBaseManager(device);
      Integer threads = wanted;
      if (threads == null && process.count() > 1 && !device.isGpu()) {
        threads = Math.max(1, TorchThreads.current().intraOp() / process.count());
      }
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
