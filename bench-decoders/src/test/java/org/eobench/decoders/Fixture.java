package org.eobench.decoders;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;

/** The engine on the CPU, and encoders of which only the maps exist, for tests of decoders. */
public final class Fixture implements AutoCloseable {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  /** A plain transformer of 4 equal maps. */
  public static EncoderSpec plain(int width, int stride, int inputSize) {
    var level = new EncoderSpec.Level(width, stride);
    return spec(inputSize, false, Collections.nCopies(4, level));
  }

  public static EncoderSpec spec(int inputSize, boolean pyramid, List<EncoderSpec.Level> levels) {
    return new EncoderSpec(
        Map.of("optical", List.of("B4")), inputSize, levels, false, false, pyramid);
  }

  public TorchOps ops() {
    return ops;
  }

  public DecoderContext context(EncoderSpec encoder, int classes) {
    return new DecoderContext(ops, encoder, classes, 1);
  }

  /** The decoder with initial values of a seed. */
  public <D extends Decoder> D seeded(D decoder) {
    Weights.initialize(decoder.tensors(), manager, 1);
    return decoder;
  }

  /** {@code [2,D,rows,columns]} of values between -1 and 1. */
  public NDArray map(int width, int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[2 * width * rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return manager.create(values, new Shape(2, width, rows, columns));
  }

  public static FeatureMaps maps(NDArray... levels) {
    return new FeatureMaps(List.of(levels));
  }

  /** Numbers that training moves. */
  public static long parameters(Decoder decoder) {
    return decoder.tensors().values().stream()
        .filter(tensor -> !tensor.isBuffer())
        .mapToLong(tensor -> tensor.shape().size())
        .sum();
  }

  @Override
  public void close() {
    manager.close();
  }
}
