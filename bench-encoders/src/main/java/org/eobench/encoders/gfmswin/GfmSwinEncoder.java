package org.eobench.encoders.gfmswin;

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
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * GFM (Mendieta et al. 2023, "Towards Geospatial Foundation Models via Continual Pretraining",
 * arXiv:2302.04476): a Swin Transformer with a pyramid of four maps, {@code [B,D,h,w]} with strides
 * 4, 8, 16 and 32. The norm of the authors' forward pass is applied to the deepest one. All
 * modalities are concatenated into one image. Blocks are not dropped at random in training.
 */
public final class GfmSwinEncoder extends Encoder {
  private static final String PLACES_FIRST =
      "def forward(self, x):\n  return x.permute([0, 2, 3, 1])\n";
  private static final String FEATURES_FIRST =
      "def forward(self, x):\n  return x.permute([0, 3, 1, 2])\n";

  private final TorchOps ops;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final InputKernel kernel;
  private final boolean merged;
  private final Conv2d embed;
  private final LayerNorm embedNorm;
  private final List<List<GfmSwinBlock>> stages = new ArrayList<>();
  private final List<Downsample> downsamples = new ArrayList<>();
  private final @Nullable LayerNorm norm;

  public GfmSwinEncoder(GfmSwinConfig config, EncoderContext context) {
    ops = context.ops();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("GFM", bands, 1, ImageCheck.Sizes.atLeast(GfmSwinConfig.SMALLEST));
    kernel =
        InputKernel.of(GfmSwinCheckpoint.KERNEL, config.keys(), context, config.bandAdaptation());
    merged = config.maps() == GfmSwinConfig.Maps.MERGED;
    ConvOptions apart = ConvOptions.DEFAULT.stride(GfmSwinConfig.PATCH);
    int channels = config.keys().bandNames().size();
    int width = config.embedDim();
    embed =
        child(
            "patch_embed.proj", new Conv2d(ops, channels, width, GfmSwinConfig.PATCH, true, apart));
    embedNorm = child("patch_embed.norm", new LayerNorm(ops, width, GfmSwinBlock.EPS));
    List<EncoderSpec.Level> levels = new ArrayList<>();
    int last = GfmSwinConfig.STAGES - 1;
    for (int stage = 0; stage <= last; stage++) {
      List<GfmSwinBlock> blocks = new ArrayList<>();
      for (int i = 0; i < config.depths().get(stage); i++) {
        String name = String.format(Locale.ROOT, "layers.%d.blocks.%d", stage, i);
        blocks.add(child(name, new GfmSwinBlock(ops, config, stage, i % 2 == 1)));
      }
      stages.add(blocks);
      if (stage < last) {
        String name = String.format(Locale.ROOT, "layers.%d.downsample", stage);
        downsamples.add(child(name, new Downsample(ops, config.width(stage))));
      }
      int at = merged ? Math.min(stage + 1, last) : stage;
      levels.add(new EncoderSpec.Level(config.width(at), GfmSwinConfig.PATCH << at));
    }
    norm = merged ? null : child("norm", new LayerNorm(ops, config.width(last), GfmSwinBlock.EPS));
    spec = new EncoderSpec(bands, config.inputSize(), levels, false, false, !merged);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray x = ops.call(PLACES_FIRST, embed.forward(images.stackSingleDate(input)));
    x = ops.detached(embedNorm.forward(x));
    List<NDArray> maps = new ArrayList<>();
    for (int stage = 0; stage < stages.size(); stage++) {
      for (GfmSwinBlock block : stages.get(stage)) {
        x = ops.recomputed(block::forward, x);
      }
      NDArray blocks = x;
      if (stage < downsamples.size()) {
        x = ops.recomputed(downsamples.get(stage)::forward, x);
      } else if (norm != null) {
        blocks = norm.forward(blocks);
      }
      maps.add(ops.call(FEATURES_FIRST, merged ? x : blocks));
    }
    return new FeatureMaps(maps);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return GfmSwinCheckpoint.layout(kernel, norm != null);
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
