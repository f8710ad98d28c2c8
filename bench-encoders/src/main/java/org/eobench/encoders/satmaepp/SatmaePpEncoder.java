package org.eobench.encoders.satmaepp;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;

/**
 * SatMAE++ (Noman et al. 2024, arXiv:2403.05419) with groups of bands: each patch has one token per
 * group, and a map is the mean over groups, without a norm. The embedding is the normalised class
 * token of the last block. Images of other sizes get an interpolated position table.
 */
public final class SatmaePpEncoder extends Encoder implements GlobalEncoder {
  private static final double EPS = 1e-6;

  /** {@code [B,1+G·N,D]} to {@code [B,D,h,w]}. */
  private static final String MAP =
      """
      def forward(self, x):
        patches = torch.slice(x, 1, 1).reshape([x.size(0), %1$d, %2$d, %3$d, -1])
        return torch.mean(patches, [1]).permute([0, 3, 1, 2])
      """;

  private final TorchOps ops;
  private final SatmaePpConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final GroupTokens tokens;
  private final TransformerTrunk trunk;
  private final LayerNorm norm;

  public SatmaePpEncoder(SatmaePpConfig config, EncoderContext context) {
    ops = context.ops();
    this.config = config;
    VitShape shape = config.shape();
    int width = shape.embedDim();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("SatMAE++", bands, 1, ImageCheck.Sizes.multiplesOf(shape.patchSize()));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    tokens = child("", new GroupTokens(ops, config));
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block = new TransformerBlock(ops, width, shape.numHeads(), shape.hidden(), true, EPS);
      blocks.add(child("blocks." + i, block)::forward);
    }
    trunk = new TransformerTrunk(ops, blocks, null, FinalNorm.NONE, shape.outputLayers(), 1);
    norm = child("norm", new LayerNorm(ops, width, EPS));
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    return maps(trunk.tokens(tokens.forward(image, side(image, 2), side(image, 3))), image);
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    TransformerTrunk.Pass pass = trunk.pass(tokens.forward(image, side(image, 2), side(image, 3)));
    return new GlobalFeatures(
        maps(pass.taken(), image),
        pass.taken().stream().map(x -> TokenFeatures.first(ops, x)).toList(),
        norm.forward(TokenFeatures.first(ops, pass.end())));
  }

  private FeatureMaps maps(List<NDArray> taken, NDArray image) {
    String script =
        String.format(
            Locale.ROOT, MAP, config.channelGroups().size(), side(image, 2), side(image, 3));
    return new FeatureMaps(taken.stream().map(x -> ops.call(script, x)).toList());
  }

  private int side(NDArray image, int axis) {
    return Math.toIntExact(image.getShape().get(axis)) / config.shape().patchSize();
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(0);
  }

  /**
   * Files of pretraining have a decoder, an upsampling part and no code of the class token, which
   * then is zero; fine-tuned ones have a classifier.
   */
  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact()
        .allowingMissing(GroupTokens.CLASS_CODE::equals)
        .ignoring(SatmaePpEncoder::isUnused);
  }

  private static boolean isUnused(String key) {
    return key.equals("mask_token")
        || key.startsWith("decoder_")
        || key.startsWith("proj_up")
        || key.startsWith("up_block")
        || key.startsWith("head.")
        || key.startsWith("fc_norm.");
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
