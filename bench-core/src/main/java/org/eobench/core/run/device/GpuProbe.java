package org.eobench.core.run.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/**
 * Tests whether libtorch can compute on a GPU by copying a number to it. DJL's own check uses a
 * CUDA library of its choice, which may be missing if libtorch brings its own.
 */
final class GpuProbe {
  private final Engine engine;

  GpuProbe(Engine engine) {
    this.engine = engine;
  }

  /** The reason in one line why the GPU with an index cannot be used; empty if it can. */
  Optional<String> refusal(int index) {
    if (!engine.hasCapability("CUDA")) {
      return Optional.of("libtorch " + engine.getVersion() + " as it was loaded has no CUDA");
    }
    try (NDManager manager = engine.newBaseManager(Device.gpu(index))) {
      manager.zeros(new Shape(1)).close();
      return Optional.empty();
    } catch (EngineException refused) {
      String text = String.valueOf(refused.getMessage());
      return Optional.of(text.lines().findFirst().orElse(text));
    }
  }
}
