package org.eobench.encoders.resnet;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;

/**
 * ResNet (He et al., "Deep Residual Learning for Image Recognition", CVPR 2016, arXiv:1512.03385)
 * without its classifier: a pyramid of four maps with strides 4, 8, 16 and 32. All modalities are
 * concatenated into one image.
 */
public final class ResNetEncoder extends Encoder {
  private static final int STEM_KERNEL = 7;

  private final TorchOps ops;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final InputKernel kernel;
  private final Conv2d conv1;
  private final BatchNorm2d bn1;
  private final List<Integer> outputs;
  private final List<List<ResidualBlock>> stages = new ArrayList<>();

  public ResNetEncoder(ResNetConfig config, EncoderContext context) {
    ops = context.ops();
    Architecture architecture = config.architecture();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("ResNet", bands, 1, ImageCheck.Sizes.atLeast(ResNetConfig.SMALLEST));
    kernel =
        InputKernel.of(ResNetCheckpoint.KERNEL, config.keys(), context, config.bandAdaptation());
    List<EncoderSpec.Level> levels = new ArrayList<>();
    int channels = config.keys().bandNames().size();
    int width = Architecture.FIRST_WIDTH;
    conv1 = child("conv1", ResidualBlock.convolution(ops, channels, width, STEM_KERNEL, 2));
    bn1 = child("bn1", new BatchNorm2d(ops, width));
    outputs = config.outputStages();
    for (int stage = 0; stage <= config.lastStage(); stage++) {
      List<ResidualBlock> blocks = new ArrayList<>();
      for (int i = 0; i < architecture.blocks().get(stage); i++) {
        String name = String.format(Locale.ROOT, "layer%d.%d", stage + 1, i);
        blocks.add(child(name, architecture.block(ops, stage, i)));
      }
      stages.add(blocks);
      if (outputs.contains(stage)) {
        levels.add(architecture.level(stage));
      }
    }
    spec = new EncoderSpec(bands, config.inputSize(), levels, false, false, isPyramid(outputs));
  }

  /** Whether each map has half the resolution of the previous one. */
  private static boolean isPyramid(List<Integer> stages) {
    return stages.size() > 1 && stages.get(stages.size() - 1) - stages.get(0) == stages.size() - 1;
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    NDArray x = ConvNormAct.forward(ops, conv1, bn1, Activation.RELU, image);
    x = ops.maxPool2d(x, 3, 2, 1);
    List<NDArray> maps = new ArrayList<>();
    for (int stage = 0; stage < stages.size(); stage++) {
      for (ResidualBlock block : stages.get(stage)) {
        x = block.forward(x);
      }
      if (outputs.contains(stage)) {
        maps.add(x);
      }
    }
    return new FeatureMaps(maps);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return ResNetCheckpoint.layout(kernel, stages.size());
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.equals(ResNetCheckpoint.KERNEL);
  }
}
