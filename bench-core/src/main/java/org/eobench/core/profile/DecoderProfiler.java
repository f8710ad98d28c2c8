package org.eobench.core.profile;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.describe.DecoderDescription;
import org.eobench.core.encoder.EncoderSpec;
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
 * Measures a decoder with random weights on the CPU. It uses random maps with the shapes that an
 * encoder returns for its native image size; the encoder does not run. Memory figures are reliable
 * only in a fresh process.
 */
public final class DecoderProfiler {
  private static final long SEED = 1;
  private static final int DAYS_BETWEEN = 30;

  private final Components components;
  private final ProfileSettings settings;
  private final Precision precision;
  private final Stopwatch watch;

  public DecoderProfiler(Components components, ProfileSettings settings, Precision precision) {
    this.components = components;
    this.settings = settings;
    this.precision = precision;
    this.watch = new Stopwatch(settings.seconds(), System::nanoTime);
  }

  /**
   * Measures the decoder of a configuration.
   *
   * @param root resolved configuration; of the data set, only bands, classes and dates are read
   * @throws org.eobench.core.error.BenchException as {@link DecoderDescription#of}
   */
  public DecoderProfile measure(ConfigNode root) {
    DecoderDescription facts = DecoderDescription.of(root, components);
    Engine engine = TorchEngine.get();
    try (NDManager manager = engine.newBaseManager(Device.cpu())) {
      manager.ones(new Shape(1)).close();
      OptionalLong before = ResidentMemory.settled();
      TorchOps ops = new TorchOps(manager, precision);
      Decoder decoder = DecoderDescription.build(root, components, ops);
      Weights.initialize(decoder.tensors(), manager, SEED);
      decoder.setTrainable(false);
      FeatureMaps maps = maps(facts, manager);
      int size = facts.encoder().inputSize();
      Peak forwardPeak = new Peak(before);
      Timing forward = watch.time(settings.batch(), () -> pass(decoder, maps, size));
      Long forwardBytes = forwardPeak.bytes();
      Timing training = null;
      Long trainingBytes = null;
      if (!decoder.tensors().values().stream().allMatch(Parameter::isBuffer)) {
        decoder.setTrainable(true);
        decoder.setTraining(true);
        maps.levels().forEach(map -> map.setRequiresGradient(true));
        Peak peak = new Peak(before);
        training = watch.time(settings.batch(), () -> trainingPass(decoder, maps, size, ops));
        trainingBytes = peak.bytes();
      }
      return new DecoderProfile(
          facts.parameters(),
          engine.getEngineName() + " " + engine.getVersion(),
          TorchThreads.current().intraOp(),
          settings.batch(),
          forward,
          training,
          forwardBytes,
          trainingBytes);
    }
  }

  /** The peak memory since it was created, beyond the memory before. */
  private static final class Peak {
    private final OptionalLong before;
    private final boolean ours;

    Peak(OptionalLong before) {
      this.before = before;
      ResidentMemory.settled();
      ours = ResidentMemory.forgetPeak();
    }

    @Nullable Long bytes() {
      OptionalLong most = ours ? ResidentMemory.peak() : OptionalLong.empty();
      return most.isPresent() && before.isPresent()
          ? Long.valueOf(most.getAsLong() - before.getAsLong())
          : null;
    }
  }

  private static void pass(Decoder decoder, FeatureMaps maps, int size) {
    try (NDManager step = maps.last().getManager().newSubManager()) {
      decoder.decode(views(maps, step), size, size);
    }
  }

  private static void trainingPass(Decoder decoder, FeatureMaps maps, int size, TorchOps ops) {
    try (NDManager step = maps.last().getManager().newSubManager();
        GradientCollector tape = TorchEngine.get().newGradientCollector()) {
      tape.backward(
          decoder
              .predict(views(maps, step), size, size)
              .loss(ops, logits -> logits.mul(logits).mean()));
    }
  }

  /**
   * Creates views of the maps that {@code step} owns, so that results computed from them are freed
   * with it.
   */
  private static FeatureMaps views(FeatureMaps maps, NDManager step) {
    List<NDArray> views = new ArrayList<>();
    for (NDArray map : maps.levels()) {
      NDArray view = map.reshape(map.getShape());
      view.attach(step);
      views.add(view);
    }
    return maps.with(views);
  }

  private FeatureMaps maps(DecoderDescription facts, NDManager owner) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<NDArray> maps = new ArrayList<>();
    for (EncoderSpec.Level level : facts.encoder().levels()) {
      Shape shape = shape(level, facts);
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      maps.add(owner.create(values, shape));
    }
    return new FeatureMaps(maps, Collections.nCopies(settings.batch(), taken(facts.frames())));
  }

  private Shape shape(EncoderSpec.Level level, DecoderDescription facts) {
    int side = facts.encoder().inputSize() / level.stride();
    return facts.encoder().temporalOutput()
        ? new Shape(settings.batch(), level.width(), facts.frames(), side, side)
        : new Shape(settings.batch(), level.width(), side, side);
  }

  private static Acquisition taken(int frames) {
    LocalDateTime first = LocalDateTime.of(2020, 1, 1, 10, 30);
    return new Acquisition(
        IntStream.range(0, frames).mapToObj(t -> first.plusDays((long) DAYS_BETWEEN * t)).toList(),
        null,
        null);
  }
}
