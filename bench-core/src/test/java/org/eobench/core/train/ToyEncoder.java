package org.eobench.core.train;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;

/** Two convolutions with a batch norm between them, on two bands; the first is the input layer. */
public final class ToyEncoder extends Encoder {
  public static final int SIZE = 8;
  static final int WIDTH = 8;
  private static final List<String> BANDS = List.of("B4", "B8");

  private final TorchOps ops;
  private final Conv2d input;
  private final BatchNorm2d norm;
  private final Conv2d inner;

  public ToyEncoder(TorchOps ops) {
    this.ops = ops;
    input = child("input", new Conv2d(ops, 2, WIDTH, 3, true, ConvOptions.DEFAULT.padding(1)));
    norm = child("norm", new BatchNorm2d(ops, WIDTH));
    inner = child("inner", new Conv2d(ops, WIDTH, WIDTH, 1, true));
  }

  @Override
  public EncoderSpec spec() {
    return new EncoderSpec(
        Map.of("optical", BANDS),
        SIZE,
        List.of(new EncoderSpec.Level(WIDTH, 1)),
        false,
        false,
        false);
  }

  @Override
  public FeatureMaps encode(EncoderInput batch) {
    NDArray image = Objects.requireNonNull(batch.images().get("optical")).squeeze(2);
    NDArray hidden = ops.relu(norm.forward(input.forward(image)));
    return new FeatureMaps(List.of(inner.forward(hidden)));
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact();
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("input.");
  }
}
