package org.eobench.testing;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.GradientCheckpointing;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;

/** A module on the CPU with the measurements that contract rules need. */
final class Probe<M extends Module> implements AutoCloseable {
  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
  private final TorchOps ops;
  private final M module;

  private Probe(Function<TorchOps, M> maker, Precision precision) {
    ops = new TorchOps(manager, precision);
    module = maker.apply(ops);
  }

  private Probe(TorchOps shared, Function<TorchOps, M> maker) {
    ops = shared;
    module = maker.apply(ops);
  }

  /** A module without values, for loading. */
  static <M extends Module> Probe<M> empty(Function<TorchOps, M> maker) {
    return new Probe<>(maker, Precision.FP32);
  }

  /** Like {@link #empty(Function)}, with operators that outlive the probe. */
  static <M extends Module> Probe<M> empty(TorchOps shared, Function<TorchOps, M> maker) {
    return new Probe<>(shared, maker);
  }

  /** Like {@link #seeded(Function, long)}, with operators that outlive the probe. */
  static <M extends Module> Probe<M> seeded(
      TorchOps shared, Function<TorchOps, M> maker, long seed) {
    Probe<M> probe = new Probe<>(shared, maker);
    Weights.initialize(probe.module.tensors(), probe.manager, seed);
    return probe;
  }

  /** A module initialized with a seed, in evaluation mode. */
  static <M extends Module> Probe<M> seeded(Function<TorchOps, M> maker, long seed) {
    return seeded(maker, seed, Precision.FP32);
  }

  /** Like {@link #seeded(Function, long)}, with operators of another precision. */
  static <M extends Module> Probe<M> seeded(
      Function<TorchOps, M> maker, long seed, Precision precision) {
    Probe<M> probe = new Probe<>(maker, precision);
    Weights.initialize(probe.module.tensors(), probe.manager, seed);
    return probe;
  }

  M module() {
    return module;
  }

  TorchOps ops() {
    return ops;
  }

  NDManager manager() {
    return manager;
  }

  /** Runs a function in its own memory scope and copies the results to the host. */
  List<float[]> run(Function<NDManager, List<NDArray>> forward) {
    try (NDManager step = manager.newSubManager()) {
      List<float[]> host = new ArrayList<>();
      forward.apply(step).forEach(array -> host.add(array.toFloatArray()));
      return host;
    }
  }

  /** Runs one backward pass from a scalar. */
  void back(Function<NDManager, NDArray> scalar) {
    try (NDManager step = manager.newSubManager();
        GradientCollector tape = TorchEngine.get().newGradientCollector()) {
      tape.backward(scalar.apply(step));
    }
  }

  /** Like {@link #back}, with gradient checkpointing. Returns the number of checkpointed parts. */
  int backWithCheckpointing(Function<NDManager, NDArray> scalar) {
    try (NDManager step = manager.newSubManager();
        GradientCollector tape = TorchEngine.get().newGradientCollector();
        GradientCheckpointing parts = ops.beginCheckpointing(1)) {
      tape.backward(scalar.apply(step));
      parts.backward();
      return parts.parts();
    }
  }

  /** The gradient of each trainable tensor. */
  Map<String, float[]> gradients() {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    module
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.trainable()) {
                try (NDArray gradient = tensor.array().getGradient()) {
                  gradients.put(name, gradient.toFloatArray());
                }
              }
            });
    return gradients;
  }

  /** The L2 norm of the gradient of each trainable tensor; 0 if there is none. */
  Map<String, Double> gradientNorms() {
    Map<String, Double> norms = new LinkedHashMap<>();
    gradients().forEach((name, gradient) -> norms.put(name, norm(gradient)));
    return norms;
  }

  private static double norm(float[] gradient) {
    double squares = 0;
    for (float value : gradient) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  /** The values of every floating-point tensor by name. */
  Map<String, float[]> values() {
    Map<String, float[]> values = new LinkedHashMap<>();
    module
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.dataType() == DataType.FLOAT32) {
                values.put(name, tensor.array().toFloatArray());
              }
            });
    return values;
  }

  /** The number of live arrays on the device, including those of the module. */
  int liveArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    manager.close();
  }
}
