package org.eobench.encoders.spectralgpt;

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
import org.eobench.core.nn.vit.PatchEmbed3d;
import org.eobench.core.nn.vit.SeparateQkvBlock;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;

/**
 * SpectralGPT (Hong et al. 2024, arXiv:2311.07113): bands take the place of frames in a
 * three-dimensional patch embedding. A map is the mean over the groups of bands, without a norm.
 * The embedding is the norm of the mean of all tokens but the first; without a class token, this
 * leaves out the first patch, as in the authors' code.
 */
public final class SpectralGptEncoder extends Encoder implements GlobalEncoder {
  private static final double EPS = 1e-6;

  /** {@code [B,first+G·N,D]} to {@code [B,D,h,w]}. */
  private static final String MAP =
      """
      def forward(self, x):
        patches = torch.slice(x, 1, %1$d).reshape([x.size(0), %2$d, %3$d, %4$d, -1])
        return torch.mean(patches, [1]).permute([0, 3, 1, 2])
      """;

  private static final String POOL =
      "def forward(self, x):\n  return torch.mean(torch.slice(x, 1, 1), [1])\n";

  private final TorchOps ops;
  private final SpectralGptConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final SpectralPositions positions;
  private final PatchEmbed3d patchEmbed;
  private final TransformerTrunk trunk;
  private final LayerNorm norm;

  public SpectralGptEncoder(SpectralGptConfig config, EncoderContext context) {
    ops = context.ops();
    this.config = config;
    VitShape shape = config.shape();
    int width = shape.embedDim();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("SpectralGPT", bands, 1, sizes(config));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    positions = child("", new SpectralPositions(ops, config));
    patchEmbed =
        child(
            "patch_embed", new PatchEmbed3d(ops, 1, width, config.tPatchSize(), shape.patchSize()));
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block = new SeparateQkvBlock(ops, width, shape.numHeads(), shape.hidden(), EPS);
      blocks.add(child("blocks." + i, block)::forward);
    }
    trunk =
        new TransformerTrunk(ops, blocks, null, FinalNorm.NONE, shape.outputLayers(), leading());
    norm = child("norm", new LayerNorm(ops, width, EPS));
  }

  /** The joint table cannot be interpolated. */
  private static ImageCheck.Sizes sizes(SpectralGptConfig config) {
    int patch = config.shape().patchSize();
    return config.sepPosEmbed()
        ? ImageCheck.Sizes.multiplesOf(patch)
        : ImageCheck.Sizes.exactly(config.positionGrid() * patch);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stack(input);
    return maps(trunk.tokens(embed(image)), image);
  }

  @Override
  public boolean givesClassTokens() {
    return config.clsEmbed();
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    NDArray image = images.stack(input);
    TransformerTrunk.Pass pass = trunk.pass(embed(image));
    return new GlobalFeatures(
        maps(pass.taken(), image),
        config.clsEmbed()
            ? pass.taken().stream().map(x -> TokenFeatures.first(ops, x)).toList()
            : List.of(),
        norm.forward(ops.call(POOL, pass.end())));
  }

  /** Bands as the frames of one channel: {@code [B,C,1,H,W]} to tokens. */
  private NDArray embed(NDArray image) {
    NDArray cube = ops.call("def forward(self, x):\n  return x.transpose(1, 2)\n", image);
    return positions.forward(patchEmbed.forward(cube), side(image, 3), side(image, 4));
  }

  private FeatureMaps maps(List<NDArray> taken, NDArray image) {
    String script =
        String.format(Locale.ROOT, MAP, leading(), config.groups(), side(image, 3), side(image, 4));
    return new FeatureMaps(taken.stream().map(x -> ops.call(script, x)).toList());
  }

  private int side(NDArray image, int axis) {
    return Math.toIntExact(image.getShape().get(axis)) / config.shape().patchSize();
  }

  private int leading() {
    return config.clsEmbed() ? 1 : 0;
  }

  @Override
  public TokenLayout tokenLayout() {
    return config.clsEmbed() ? TokenLayout.afterClassToken(0) : TokenLayout.patchesOnly();
  }

  /** Files of pretraining have a decoder, fine-tuned ones a classifier. */
  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact()
        .ignoring(
            key ->
                key.equals("mask_token")
                    || key.startsWith("decoder_")
                    || key.startsWith("head.")
                    || key.startsWith("fc_norm."));
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
