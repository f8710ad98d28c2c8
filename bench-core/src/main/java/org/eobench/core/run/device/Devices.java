package org.eobench.core.run.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.eobench.core.nn.torch.OneDnn;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.provenance.Environment;

/** The engine and the device of a run. The native library is loaded here and not earlier. */
public final class Devices {
  private Devices() {}

  /** The engine, loaded on the first call. */
  static Engine engine() {
    return TorchEngine.get();
  }

  /**
   * The device for a text such as {@code auto}.
   *
   * @throws org.eobench.core.error.BenchException like {@link DeviceChoice#of}
   */
  public static Device choose(String text) {
    return DeviceChoice.of(text, index -> new GpuProbe(engine()).refusal(index));
  }

  /**
   * The device that follows the one for a text, if that is a GPU.
   *
   * @param offset how many GPUs further
   * @throws org.eobench.core.error.BenchException like {@link DeviceChoice#of}
   */
  static Device choose(String text, int offset) {
    Device first = choose(text);
    return offset == 0 || !first.isGpu() ? first : choose("gpu:" + (first.getDeviceId() + offset));
  }

  /** The machine and the engine, for the record of a run. */
  public static Environment environment(Device device) {
    return environment(device, 1);
  }

  /**
   * The machine and the engine, for the record of a run on several devices.
   *
   * @param count processes that train together, each on one
   */
  public static Environment environment(Device device, int count) {
    Engine engine = engine();
    return Environment.of(
        Engine.getDjlVersion(),
        engine.getEngineName()
            + " "
            + engine.getVersion()
            + (OneDnn.isInUse(engine) ? "" : " without oneDNN"),
        TorchEngine.folder().toString(),
        DeviceChoice.name(device, count));
  }
}
