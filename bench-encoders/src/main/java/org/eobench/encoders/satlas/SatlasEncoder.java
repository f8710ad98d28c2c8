package org.eobench.encoders.satlas;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * The Swin Transformer V2 (Liu et al. 2022, arXiv:2111.09883) of SatlasPretrain (Bastani et al.
 * 2023, arXiv:2211.15660): a pyramid of four maps with strides 4, 8, 16 and 32, without a final
 * norm, or of a feature pyramid network. With several images, each map is the maximum over them.
 * All modalities are concatenated into one image.
 */
public final class SatlasEncoder extends Encoder {
  /** {@code [B,C,T,H,W]} to {@code [B·T,C,H,W]}. */
  private static final String APART =
      "def forward(self, x):\n  return torch.transpose(x, 1, 2).flatten(0, 1)\n";

  private static final String PLACES_FIRST =
      "def forward(self, x):\n  return x.permute([0, 2, 3, 1])\n";

  /** {@code [B,H,W,C]} to {@code [B/T,C,H,W]}, the maximum over T. */
  private static final String LARGEST =
      """
      def forward(self, x):
        n, h, w, c, = x.size()
        return torch.amax(x.reshape([n // %1$d, %1$d, h, w, c]), [1]).permute([0, 3, 1, 2])
      """;

  private final TorchOps ops;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final InputKernel kernel;
  private final int frames;
  private final Conv2d embed;
  private final LayerNorm embedNorm;
  private final List<List<SwinBlock>> stages = new ArrayList<>();
  private final List<PatchMerging> merging = new ArrayList<>();
  private final @Nullable FeaturePyramid pyramid;

  public SatlasEncoder(SatlasConfig config, EncoderContext context) {
    ops = context.ops();
    frames = config.multiImage() ? context.frames() : 1;
    Map<String, List<String>> bands = config.keys().inputBands();
    images =
        new ImageCheck("Satlas", bands, frames, ImageCheck.Sizes.atLeast(SatlasConfig.SMALLEST));
    List<Integer> widths = IntStream.range(0, SatlasConfig.STAGES).mapToObj(config::width).toList();
    spec =
        new EncoderSpec(
            bands, config.inputSize(), levels(config), config.multiImage(), false, true);
    kernel =
        InputKernel.of(SatlasCheckpoint.KERNEL, config.keys(), context, config.bandAdaptation());
    int channels = config.keys().bandNames().size();
    ConvOptions apart = ConvOptions.DEFAULT.stride(SatlasConfig.PATCH);
    embed =
        child(
            "features.0.0",
            new Conv2d(ops, channels, config.embedDim(), SatlasConfig.PATCH, true, apart));
    embedNorm = child("features.0.2", new LayerNorm(ops, config.embedDim(), SwinBlock.EPS));
    for (int stage = 0; stage < SatlasConfig.STAGES; stage++) {
      if (stage > 0) {
        merging.add(child("features." + 2 * stage, new PatchMerging(ops, config.width(stage - 1))));
      }
      List<SwinBlock> blocks = new ArrayList<>();
      for (int i = 0; i < config.depths().get(stage); i++) {
        String name = String.format(Locale.ROOT, "features.%d.%d", 2 * stage + 1, i);
        blocks.add(child(name, new SwinBlock(ops, config, stage, i % 2 == 1)));
      }
      stages.add(blocks);
    }
    Integer channelsOfPyramid = config.fpnChannels();
    pyramid =
        channelsOfPyramid == null
            ? null
            : child("fpn", new FeaturePyramid(ops, widths, channelsOfPyramid));
  }

  private static List<EncoderSpec.Level> levels(SatlasConfig config) {
    Integer equal = config.fpnChannels();
    return IntStream.range(0, SatlasConfig.STAGES)
        .mapToObj(
            stage ->
                new EncoderSpec.Level(
                    equal == null ? config.width(stage) : equal, SatlasConfig.PATCH << stage))
        .toList();
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray x = ops.call(PLACES_FIRST, embed.forward(ops.call(APART, images.stack(input))));
    x = ops.detached(embedNorm.forward(x));
    List<NDArray> maps = new ArrayList<>();
    for (int stage = 0; stage < stages.size(); stage++) {
      if (stage > 0) {
        x = ops.recomputed(merging.get(stage - 1)::forward, x);
      }
      for (SwinBlock block : stages.get(stage)) {
        x = ops.recomputed(block::forward, x);
      }
      maps.add(ops.call(String.format(Locale.ROOT, LARGEST, frames), x));
    }
    return new FeatureMaps(pyramid == null ? maps : pyramid.forward(maps));
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return SatlasCheckpoint.layout(kernel, pyramid != null);
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("features.0.");
  }
}
