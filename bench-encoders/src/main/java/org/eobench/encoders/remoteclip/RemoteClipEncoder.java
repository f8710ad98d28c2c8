package org.eobench.encoders.remoteclip;

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
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.BlockOptions;
import org.eobench.core.nn.vit.GridInterpolation;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.nn.vit.Tokens;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The vision transformer of CLIP (Radford et al. 2021, arXiv:2103.00020) as RemoteCLIP (Liu et al.
 * 2024, arXiv:2306.11029) continues it on remote sensing images with captions. Maps and class
 * tokens have no final norm; the embedding is the normalised and projected class token of the last
 * block. Images of other sizes get an interpolated position table. All modalities are concatenated
 * into one image.
 */
public final class RemoteClipEncoder extends Encoder implements GlobalEncoder {
  private static final double EPS = 1e-5;
  private static final Init TOKEN = Inits.normal(0.02);
  private static final GridInterpolation OTHER_SIZES = new GridInterpolation(0, true);

  private static final String PROJECT =
      "def forward(self, x, p):\n  return self.full(torch.matmul(self.low(x), self.low(p)))\n";

  private final TorchOps ops;
  private final int patchSize;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final InputKernel kernel;
  private final Parameter classToken;
  private final Parameter positions;
  private final Conv2d embed;
  private final LayerNorm normBefore;
  private final TransformerTrunk trunk;
  private final LayerNorm normAfter;
  private final Parameter projection;

  public RemoteClipEncoder(RemoteClipConfig config, EncoderContext context) {
    ops = context.ops();
    VitShape shape = config.shape();
    int width = shape.embedDim();
    patchSize = shape.patchSize();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("RemoteCLIP", bands, 1, ImageCheck.Sizes.multiplesOf(patchSize));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    kernel =
        InputKernel.of(
            RemoteClipCheckpoint.KERNEL, config.keys(), context, config.bandAdaptation());
    long grid = config.positionGrid();
    classToken = parameter(RemoteClipCheckpoint.CLASS_TOKEN, new Shape(1, 1, width), TOKEN);
    positions =
        parameter(RemoteClipCheckpoint.POSITIONS, new Shape(1, 1 + grid * grid, width), TOKEN);
    ConvOptions apart = ConvOptions.DEFAULT.stride(patchSize);
    int channels = config.keys().bandNames().size();
    embed = child("conv1", new Conv2d(ops, channels, width, patchSize, false, apart));
    normBefore = child("ln_pre", new LayerNorm(ops, width, EPS));
    BlockOptions options =
        BlockOptions.PLAIN
            .eps(EPS)
            .init(TOKEN)
            .quickGelu(config.activation() == RemoteClipConfig.Activation.QUICK_GELU);
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block = new TransformerBlock(ops, width, shape.numHeads(), shape.hidden(), options);
      blocks.add(child("blocks." + i, block)::forward);
    }
    trunk = new TransformerTrunk(ops, blocks, null, FinalNorm.NONE, shape.outputLayers(), 1);
    normAfter = child("ln_post", new LayerNorm(ops, width, EPS));
    projection = parameter("proj", new Shape(width, config.projectionDim()), TOKEN);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    return trunk.maps(embed(image), side(image, 2), side(image, 3));
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    TransformerTrunk.Pass pass = trunk.pass(embed(image));
    GlobalFeatures features = trunk.global(pass, side(image, 2), side(image, 3));
    NDArray described = normAfter.forward(TokenFeatures.first(ops, pass.end()));
    return new GlobalFeatures(
        features.maps(),
        features.classTokens(),
        ops.call(PROJECT, described, ops.matrix(projection.array())));
  }

  private NDArray embed(NDArray image) {
    NDArray patches = ops.mapToTokens(embed.forward(image));
    NDArray table =
        OTHER_SIZES.apply(
            ops, positions.array(), 1, side(image, 2), side(image, 3), image.getManager());
    return normBefore.forward(Tokens.withPositions(ops, patches, classToken.array(), table));
  }

  private int side(NDArray image, int axis) {
    return Math.toIntExact(image.getShape().get(axis)) / patchSize;
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(0);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return RemoteClipCheckpoint.layout(kernel);
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("conv1.");
  }
}
