package org.eobench.core.run.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.eobench.core.nn.torch.OneDnn;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.provenance.Environment;

/** The engine and the device a run computes on. The native library is loaded here, not before. */
public final class Devices {
  private Devices() {}

  /** The engine, loaded on the first call. */
  static Engine engine() {
    return TorchEngine.get();
  }

  /**
   * The device a text such as {@code auto} asks for.
   *
   * @throws org.eobench.core.error.BenchException as {@link DeviceChoice#of} does
   */
  public static Device choose(String text) {
    return DeviceChoice.of(text, index -> new GpuProbe(engine()).refusal(index));
  }

  /** The machine and the engine, for the record of a run. */
  public static Environment environment(Device device) {
    Engine engine = engine();
    return Environment.of(
        Engine.getDjlVersion(),
        engine.getEngineName()
            + " "
            + engine.getVersion()
            + (OneDnn.isInUse(engine) ? "" : " without oneDNN"),
        TorchEngine.folder().toString(),
        DeviceChoice.name(device));
  }
}
