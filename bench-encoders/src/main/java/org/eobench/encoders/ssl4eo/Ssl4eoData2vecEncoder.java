package org.eobench.encoders.ssl4eo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.PatchEmbed;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.nn.vit.Tokens;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The data2vec variant of SSL4EO-S12 (Wang et al. 2023, arXiv:2211.07044; data2vec: Baevski et al.
 * 2022, arXiv:2202.03555): a BEiT, which encodes positions only as offsets between patches. All
 * blocks share one table of offsets.
 */
public final class Ssl4eoData2vecEncoder extends Encoder {
  private static final double EPS = 1e-6;

  private final TorchOps ops;
  private final Ssl4eoData2vecConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final Parameter classToken;
  private final RelativePositionBias positions;
  private final PatchEmbed patchEmbed;
  private final List<BeitBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;

  public Ssl4eoData2vecEncoder(Ssl4eoData2vecConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    VitShape shape = config.shape();
    Map<String, List<String>> bands = config.keys().inputBands();
    ImageCheck.Sizes sizes = ImageCheck.Sizes.exactly(shape.inputSize());
    images = new ImageCheck("SSL4EO data2vec", bands, 1, sizes);
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    int width = shape.embedDim();
    int heads = shape.numHeads();
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.truncNormal(0.02));
    positions = child("rel_pos_bias", new RelativePositionBias(ops, shape.grid(), heads));
    int channels = config.keys().bandNames().size();
    patchEmbed = child("patch_embed", new PatchEmbed(ops, channels, width, shape.patchSize()));
    for (int i = 0; i < shape.depth(); i++) {
      BeitBlock block = new BeitBlock(ops, width, heads, shape.hidden(), config.initValues());
      blocks.add(child("blocks." + i, block));
    }
    norm = child("norm", new LayerNorm(ops, width, EPS));
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    VitShape shape = config.shape();
    NDArray patches = patchEmbed.forward(images.stackSingleDate(input));
    NDArray bias = ops.detached(positions.forward(patches.getManager()));
    List<UnaryOperator<NDArray>> biased = new ArrayList<>();
    blocks.forEach(block -> biased.add(x -> block.forward(x, bias)));
    var trunk =
        new TransformerTrunk(
            ops, biased, norm::forward, config.finalNorm(), shape.outputLayers(), 1);
    NDArray tokens = Tokens.withFirst(ops, patches, classToken.array());
    return trunk.maps(tokens, shape.grid(), shape.grid());
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(0);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return Ssl4eoCheckpoints.data2vec();
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
