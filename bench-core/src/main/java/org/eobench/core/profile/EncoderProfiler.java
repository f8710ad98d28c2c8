package org.eobench.core.profile;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.describe.EncoderDescription;
import org.eobench.core.encoder.DataFit;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.torch.TorchThreads;
import org.eobench.core.outcome.ResidentMemory;
import org.eobench.core.registry.Components;
import org.eobench.core.weights.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Measures an encoder with random weights on the CPU, on random images of its native size with one
 * date. Memory figures are reliable only in a fresh process.
 */
public final class EncoderProfiler {
  private static final long SEED = 1;

  /** Date, place and resolution, for encoders that use them. */
  private static final Acquisition TAKEN =
      new Acquisition(
          List.of(LocalDateTime.of(2020, 7, 1, 10, 30)), new Acquisition.Place(47, 11), 10.0);

  private final Components components;
  private final ProfileSettings settings;
  private final Stopwatch watch;

  public EncoderProfiler(Components components, ProfileSettings settings) {
    this.components = components;
    this.settings = settings;
    this.watch = new Stopwatch(settings.seconds(), System::nanoTime);
  }

  /**
   * Measures the encoder of a configuration; its weights are not read.
   *
   * @param root resolved configuration; of the data set, only bands and wavelengths are read
   * @throws org.eobench.core.error.BenchException with all problems of the encoder's own keys
   */
  public EncoderProfile measure(ConfigNode root) {
    Engine engine = TorchEngine.get();
    try (NDManager manager = engine.newBaseManager(Device.cpu())) {
      manager.ones(new Shape(1)).close();
      OptionalLong before = ResidentMemory.settled();
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      Encoder encoder = EncoderDescription.build(root, components, ops);
      Weights.initialize(encoder.tensors(), manager, SEED);
      showImages(encoder, manager);
      encoder.setTrainable(false);
      ResidentMemory.settled();
      boolean ours = ResidentMemory.forgetPeak();
      Timing one = forward(encoder, 1, manager);
      OptionalLong peak = ours ? ResidentMemory.peak() : OptionalLong.empty();
      Timing many = settings.batch() > 1 ? forward(encoder, settings.batch(), manager) : null;
      Timing low = forward(inBfloat16(root, encoder, manager), 1, manager);
      return new EncoderProfile(
          parameters(encoder),
          engine.getEngineName() + " " + engine.getVersion(),
          TorchThreads.current().intraOp(),
          encoder.spec().inputSize(),
          one,
          low,
          settings.batch(),
          many,
          settings.backward() ? training(encoder, manager) : null,
          difference(peak, before));
    }
  }

  private static void showImages(Encoder encoder, NDManager manager) {
    DataFit fit = encoder.dataFit();
    if (fit != null) {
      try (NDManager scope = manager.newSubManager()) {
        fit.see(List.of(input(images(encoder, 1, scope), 1, scope)).iterator(), SEED);
      }
    }
  }

  private static @Nullable Long difference(OptionalLong peak, OptionalLong before) {
    return peak.isPresent() && before.isPresent()
        ? Long.valueOf(peak.getAsLong() - before.getAsLong())
        : null;
  }

  private static long parameters(Encoder encoder) {
    return encoder.tensors().values().stream()
        .filter(tensor -> !tensor.isBuffer())
        .mapToLong(tensor -> tensor.shape().size())
        .sum();
  }

  /** Builds the same encoder with the same arrays; both share them, and the manager frees them. */
  private Encoder inBfloat16(ConfigNode root, Encoder encoder, NDManager manager) {
    Encoder low = EncoderDescription.build(root, components, new TorchOps(manager, Precision.BF16));
    low.setTrainable(false);
    Map<String, Parameter> tensors = encoder.tensors();
    low.tensors()
        .forEach(
            (name, tensor) -> {
              Parameter same = tensors.get(name);
              if (same != null) {
                tensor.set(same.array());
              }
            });
    return low;
  }

  private Timing forward(Encoder encoder, int batch, NDManager manager) {
    try (NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> images = images(encoder, batch, scope);
      return watch.time(batch, () -> pass(encoder, images, batch));
    }
  }

  private static void pass(Encoder encoder, Map<String, NDArray> images, int batch) {
    try (NDManager step = images.values().iterator().next().getManager().newSubManager()) {
      encoder.encode(input(images, batch, step));
    }
  }

  /** Returns null for an encoder without trainable parameters. */
  private @Nullable Timing training(Encoder encoder, NDManager manager) {
    if (encoder.tensors().values().stream().allMatch(Parameter::isBuffer)) {
      return null;
    }
    encoder.setTrainable(true);
    encoder.setTraining(true);
    // At least two images: batch norm cannot train on a single value per channel.
    int batch = Math.max(2, settings.batch());
    try (NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> images = images(encoder, batch, scope);
      return watch.time(batch, () -> trainingPass(encoder, images, batch));
    }
  }

  private static void trainingPass(Encoder encoder, Map<String, NDArray> images, int batch) {
    try (NDManager step = images.values().iterator().next().getManager().newSubManager();
        GradientCollector tape = TorchEngine.get().newGradientCollector()) {
      FeatureMaps maps = encoder.encode(input(images, batch, step));
      tape.backward(
          maps.levels().stream()
              .map(map -> map.mul(map).mean())
              .reduce(NDArray::add)
              .orElseThrow());
    }
  }

  /**
   * Creates views of the images that {@code step} owns, so that results computed from them are
   * freed with it.
   */
  private static EncoderInput input(Map<String, NDArray> images, int batch, NDManager step) {
    Map<String, NDArray> views = new LinkedHashMap<>();
    images.forEach(
        (modality, image) -> {
          NDArray view = image.reshape(image.getShape());
          view.attach(step);
          views.put(modality, view);
        });
    return new EncoderInput(views, Collections.nCopies(batch, TAKEN));
  }

  private static Map<String, NDArray> images(Encoder encoder, int batch, NDManager owner) {
    int size = encoder.spec().inputSize();
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, NDArray> images = new LinkedHashMap<>();
    encoder
        .spec()
        .inputBands()
        .forEach(
            (modality, bands) -> {
              Shape shape = new Shape(batch, bands.size(), 1, size, size);
              float[] values = new float[Math.toIntExact(shape.size())];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
              }
              images.put(modality, owner.create(values, shape));
            });
    return images;
  }
}
