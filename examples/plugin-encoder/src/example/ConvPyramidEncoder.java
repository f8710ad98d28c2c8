package example;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;

/** A small convolutional pyramid: four maps with strides 4, 8, 16 and 32. */
public final class ConvPyramidEncoder extends Encoder {
  private static final int LEVELS = 4;

  private final TorchOps ops;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final Conv2d stem;
  private final List<Conv2d> stages = new ArrayList<>();

  ConvPyramidEncoder(ConvPyramidConfig config, EncoderContext context) {
    ops = context.ops();
    ConvOptions halve = ConvOptions.DEFAULT.stride(2).padding(1);
    images =
        new ImageCheck(
            "conv_pyramid", config.keys().inputBands(), 1, ImageCheck.Sizes.multiplesOf(32));
    int bands = config.keys().bandNames().size();
    stem = child("stem", new Conv2d(ops, bands, config.width(), 3, true, halve));
    List<EncoderSpec.Level> levels = new ArrayList<>();
    int in = config.width();
    for (int i = 0; i < LEVELS; i++) {
      int out = config.width() << i;
      stages.add(child("stages." + i, new Conv2d(ops, in, out, 3, true, halve)));
      levels.add(new EncoderSpec.Level(out, 4 << i));
      in = out;
    }
    spec =
        new EncoderSpec(config.keys().inputBands(), config.inputSize(), levels, false, false, true);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray x = images.stackSingleDate(input);
    x = ops.gelu(stem.forward(x));
    List<NDArray> maps = new ArrayList<>();
    for (Conv2d stage : stages) {
      x = ops.gelu(stage.forward(x));
      maps.add(x);
    }
    return new FeatureMaps(maps);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact();
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("stem.");
  }
}
