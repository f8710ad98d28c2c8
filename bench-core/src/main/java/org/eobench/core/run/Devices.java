package org.eobench.core.run;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.eobench.core.nn.TorchEngine;
import org.eobench.core.nn.TorchThreads;
import org.eobench.core.provenance.Environment;

/** The engine and the device a run computes on. The native library is loaded here, not before. */
public final class Devices {
  private Devices() {}

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

  /** Loads the engine and chooses device and threads as a configuration asks. */
  static Device choose(RunConfig config) {
    Device device = choose(config.device());
    DeviceChoice.requireFormat(device, config.task().trainer().precision());
    engine(); // only a loaded library has threads
    Integer threads = config.deterministicThreads();
    if (threads != null) {
      TorchThreads.fix(threads);
    }
    return device;
  }

  static Environment environment(Device device) {
    Engine engine = engine();
    return Environment.of(
        Engine.getDjlVersion(),
        engine.getEngineName() + " " + engine.getVersion(),
        TorchEngine.folder().toString(),
        DeviceChoice.name(device));
  }
}
