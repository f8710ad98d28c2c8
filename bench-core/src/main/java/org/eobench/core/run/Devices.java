package org.eobench.core.run;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.eobench.core.provenance.Environment;

/** The engine and the device a run computes on. The native library is loaded here, not before. */
final class Devices {
  private static final String ENGINE = "PyTorch";

  private Devices() {}

  static Engine engine() {
    return Engine.getEngine(ENGINE);
  }

  static Device choose(String text) {
    return DeviceChoice.of(text, () -> engine().getGpuCount());
  }

  static Environment environment(Device device) {
    Engine engine = engine();
    return Environment.of(
        Engine.getDjlVersion(),
        engine.getEngineName() + " " + engine.getVersion(),
        DeviceChoice.name(device));
  }
}
