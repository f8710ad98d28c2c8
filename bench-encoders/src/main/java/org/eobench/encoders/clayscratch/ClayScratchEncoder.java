package org.eobench.encoders.clayscratch;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The encoder of the network that Clay's documentation trains from scratch, as a control for its
 * pretrained features: two 3×3 convolutions with ReLU and one max pooling. Its decoder is {@code
 * seg_clay_scratch}. All modalities are concatenated into one image.
 */
public final class ClayScratchEncoder extends Encoder {
  /** Input pixels per position of the map. */
  static final int STRIDE = 2;

  private final TorchOps ops;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final Conv2d first;
  private final Conv2d second;

  /** Names are the indices in PyTorch's Sequential, where 1 is the first ReLU. */
  public ClayScratchEncoder(ClayScratchConfig config, EncoderContext context) {
    ops = context.ops();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("Clay's control", bands, 1, ImageCheck.Sizes.atLeast(STRIDE));
    int width = config.channels();
    first = child("0", new Conv2d(ops, config.keys().bandNames().size(), width, 3, true));
    second = child("2", new Conv2d(ops, width, width, 3, true));
    List<EncoderSpec.Level> levels = List.of(new EncoderSpec.Level(width, STRIDE));
    spec = new EncoderSpec(bands, config.inputSize(), levels, false, false, true);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray x = ops.relu(first.forward(images.stackSingleDate(input)));
    NDArray y = ops.relu(second.forward(x));
    return new FeatureMaps(List.of(ops.maxPool2d(y, STRIDE, STRIDE)));
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact();
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("0.");
  }
}
