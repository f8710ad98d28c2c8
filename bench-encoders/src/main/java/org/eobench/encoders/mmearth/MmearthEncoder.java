package org.eobench.encoders.mmearth;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.encoders.convnext.ChannelNorm;
import org.eobench.encoders.convnext.ConvNextStages;

/**
 * The ConvNeXt V2 of MMEarth (Nedungadi et al. 2024, arXiv:2405.02771), whose stem keeps more of
 * the resolution of small images: a 3 × 3 convolution and a depthwise one of stride {@code
 * patch_size/8}. The maps have no final norm; the embedding is the norm of the mean of the last
 * one. All modalities are concatenated into one image.
 */
public final class MmearthEncoder extends Encoder implements GlobalEncoder {
  private static final int STAGES = 4;
  private static final double NORM_EPS = 1e-6;
  private static final double RESPONSE_EPS = 1e-4;

  private static final String REPLICATE =
      "def forward(self, x):\n  return torch.replication_pad2d(x, [1, 1, 1, 1])\n";

  private final TorchOps ops;
  private final MmearthConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final InputKernel kernel;
  private final Conv2d first;
  private final ChannelNorm firstNorm;
  private final Conv2d stem;
  private final ChannelNorm stemNorm;
  private final ConvNextStages stages;
  private final LayerNorm norm;

  public MmearthEncoder(MmearthConfig config, EncoderContext context) {
    ops = context.ops();
    this.config = config;
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("MMEarth", bands, 1, ImageCheck.Sizes.atLeast(config.smallest()));
    List<Integer> dims = config.dims();
    List<Integer> outputs = config.outputLayers();
    spec =
        new EncoderSpec(
            bands,
            config.inputSize(),
            ConvNextStages.levels(dims, outputs, config.stemStride()),
            false,
            false,
            ConvNextStages.isPyramid(outputs));
    kernel =
        InputKernel.of(MmearthCheckpoint.KERNEL, config.keys(), context, config.bandAdaptation());
    int width = dims.get(0);
    int channels = config.keys().bandNames().size();
    first = child("initial_conv.0", convolution(channels, width, 3, ConvOptions.DEFAULT));
    firstNorm = child("initial_conv.1", new ChannelNorm(ops, width));
    int stride = config.stemStride();
    ConvOptions depthwise = ConvOptions.DEFAULT.stride(stride).padding(stride / 2).groups(width);
    stem = child("stem.0", convolution(width, width, stride, depthwise));
    stemNorm = child("stem.1", new ChannelNorm(ops, width));
    stages =
        child(
            "stages", ConvNextStages.responseNormalised(ops, config.depths(), dims, RESPONSE_EPS));
    norm = child("norm", new LayerNorm(ops, dims.get(STAGES - 1), NORM_EPS));
  }

  private Conv2d convolution(int in, int out, int side, ConvOptions options) {
    return new Conv2d(ops, in, out, side, options, Inits.truncNormal(0.02), Inits.ZEROS);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    List<Integer> outputs = config.outputLayers();
    return maps(stages(input, outputs.get(outputs.size() - 1) + 1));
  }

  @Override
  public boolean givesClassTokens() {
    return false;
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    List<NDArray> all = stages(input, STAGES);
    return new GlobalFeatures(
        maps(all), List.of(), norm.forward(ConvNextStages.mean(ops, all.get(STAGES - 1))));
  }

  private List<NDArray> stages(EncoderInput input, int count) {
    NDArray x = images.stackSingleDate(input);
    if (config.inputPadding() == MmearthConfig.InputPadding.REPLICATE) {
      x = ops.call(REPLICATE, x);
    }
    x = ops.gelu(firstNorm.forward(first.forward(x)));
    return stages.forward(stemNorm.forward(stem.forward(x)), count);
  }

  private FeatureMaps maps(List<NDArray> all) {
    return new FeatureMaps(config.outputLayers().stream().map(all::get).toList());
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return MmearthCheckpoint.layout(kernel);
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("initial_conv.");
  }
}
