package org.eobench.encoders.convnext;

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
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;

/**
 * ConvNeXt (Liu et al. 2022, arXiv:2201.03545) and ConvNeXt V2 (Woo et al. 2023, arXiv:2301.00808)
 * without the classifier: a pyramid of four maps with strides 4, 8, 16 and 32. The maps have no
 * final norm; the embedding is the norm of the mean of the last one. All modalities are
 * concatenated into one image.
 */
public final class ConvNextEncoder extends Encoder implements GlobalEncoder {
  private static final int PATCH = 4;
  private static final int STAGES = 4;

  private final TorchOps ops;
  private final ConvNextConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final InputKernel kernel;
  private final Conv2d stem;
  private final ChannelNorm stemNorm;
  private final ConvNextStages stages;
  private final LayerNorm norm;

  public ConvNextEncoder(ConvNextConfig config, EncoderContext context) {
    ops = context.ops();
    this.config = config;
    Map<String, List<String>> bands = config.keys().inputBands();
    images =
        new ImageCheck("ConvNeXt", bands, 1, ImageCheck.Sizes.atLeast(ConvNextConfig.SMALLEST));
    List<Integer> dims = config.dims();
    List<Integer> outputs = config.outputLayers();
    spec =
        new EncoderSpec(
            bands,
            config.inputSize(),
            ConvNextStages.levels(dims, outputs, PATCH),
            false,
            false,
            ConvNextStages.isPyramid(outputs));
    kernel =
        InputKernel.of(ConvNextCheckpoint.KERNEL, config.keys(), context, config.bandAdaptation());
    int channels = config.keys().bandNames().size();
    stem = child("stem.0", ConvNextStages.reduction(ops, channels, dims.get(0), PATCH, 1));
    stemNorm = child("stem.1", new ChannelNorm(ops, dims.get(0)));
    stages =
        child("stages", new ConvNextStages(ops, config.depths(), config.dims(), config.block()));
    norm = child("head.norm", new LayerNorm(ops, dims.get(dims.size() - 1), ChannelNorm.EPS));
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
    NDArray image = images.stackSingleDate(input);
    return stages.forward(stemNorm.forward(stem.forward(image)), count);
  }

  private FeatureMaps maps(List<NDArray> all) {
    return new FeatureMaps(config.outputLayers().stream().map(all::get).toList());
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return ConvNextCheckpoint.layout(kernel);
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("stem.");
  }
}
