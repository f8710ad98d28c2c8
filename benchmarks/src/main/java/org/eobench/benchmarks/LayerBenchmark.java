package org.eobench.benchmarks;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eobench.core.criterion.CriterionContext;
import org.eobench.core.criterion.CrossEntropy;
import org.eobench.core.criterion.CrossEntropyConfig;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.Attention;
import org.eobench.core.weights.Weights;
import org.eobench.decoders.neck.Enlarge;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Layers of encoders and decoders, forward and backward where they are trained, at the sizes of a
 * plain transformer of width 768 on images of 224 pixels.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@SuppressWarnings("NullAway.Init") // JMH calls the method that sets the fields
public class LayerBenchmark {
  private static final int WIDTH = 768;
  private static final int CHANNELS = 512;
  private static final int GRID = 14;
  private static final int SIDE = 224;
  private static final int CLASSES = 2;

  /** Images in a batch. */
  @Param("2")
  public int batch;

  /** Number format. */
  @Param({"FP32"})
  public Precision precision;

  private NDManager manager;
  private TorchOps ops;
  private Attention attention;
  private ConvNormAct convolution;
  private ConvNormAct mixing;
  private CrossEntropy crossEntropy;
  private NDArray tokens;
  private List<NDArray> levels;
  private NDArray logits;
  private NDArray labels;

  /** Makes layers with random weights, and their inputs. */
  @Setup(Level.Trial)
  public void open() {
    manager = TorchEngine.get().newBaseManager(Device.cpu());
    ops = new TorchOps(manager, precision);
    attention = ready(new Attention(ops, WIDTH, 12, true));
    attention.setTrainable(false);
    convolution =
        ready(new ConvNormAct(ops, CHANNELS, CHANNELS, 3, false, Activation.RELU, "conv", "norm"));
    mixing =
        ready(
            new ConvNormAct(
                ops, 4 * CHANNELS, CHANNELS, 3, false, Activation.RELU, "conv", "norm"));
    crossEntropy =
        new CrossEntropy(
            new CrossEntropyConfig(0), new CriterionContext(ops, CLASSES, -1, List.of()));
    tokens = manager.randomNormal(new Shape(batch, 1 + GRID * GRID, WIDTH));
    levels = List.of(map(4 * GRID), map(2 * GRID), map(GRID), map(GRID / 2)); // the finest first
    logits = manager.randomNormal(new Shape(batch, CLASSES, 4 * GRID, 4 * GRID));
    labels = manager.zeros(new Shape(batch, SIDE, SIDE), DataType.INT64);
  }

  private <M extends Module> M ready(M layer) {
    Weights.initialize(layer.tensors(), manager, 1);
    layer.setTraining(true);
    return layer;
  }

  private NDArray map(int side) {
    return manager.randomNormal(new Shape(batch, CHANNELS, side, side));
  }

  /** Frees all arrays. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  /** Attention of a frozen encoder over the tokens of an image. */
  @Benchmark
  public void attention() {
    try (NDManager step = manager.newSubManager()) {
      NDArray own = tokens.duplicate();
      own.attach(step);
      attention.forward(own);
    }
  }

  /** A 3x3 convolution with batch norm and ReLU, forward and backward. */
  @Benchmark
  public void convolution3x3() {
    back(step -> convolution.forward(own(levels.get(1), step)).sum());
  }

  /** UPerNet's last block, which mixes four levels, forward and backward. */
  @Benchmark
  public void mixing() {
    back(step -> mixing.mix(levels.stream().map(level -> own(level, step)).toList()).sum());
  }

  /** Logits enlarged to the image, and the cross entropy, forward and backward. */
  @Benchmark
  public void resizeAndLoss() {
    back(step -> crossEntropy.loss(Enlarge.resize(ops, own(logits, step), SIDE, SIDE), labels));
  }

  /** A copy that belongs to a step, whose gradient is computed as well. */
  private static NDArray own(NDArray array, NDManager step) {
    NDArray same = array.duplicate();
    same.attach(step);
    same.setRequiresGradient(true);
    return same;
  }

  private void back(Function<NDManager, NDArray> scalar) {
    try (NDManager step = manager.newSubManager();
        GradientCollector tape = Engine.getInstance().newGradientCollector()) {
      tape.backward(scalar.apply(step));
    }
  }
}
