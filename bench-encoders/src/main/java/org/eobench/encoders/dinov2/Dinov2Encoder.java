package org.eobench.encoders.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.encoder.TokenEncoder;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.BlockOptions;
import org.eobench.core.nn.vit.PatchEmbed;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.nn.vit.Tokens;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * DINOv2 (Oquab et al. 2023, arXiv:2304.07193), optionally with registers (Darcet et al. 2023,
 * arXiv:2309.16588). It accepts images of any height and width that are multiples of the patch
 * size, because the forward pass interpolates its position table. All modalities are concatenated
 * into one image.
 */
public final class Dinov2Encoder extends Encoder implements TokenEncoder, GlobalEncoder {
  private static final Init NEARLY_ZERO = Inits.normal(1e-6);
  private static final Init LINEAR = Inits.truncNormal(0.02);

  private final TorchOps ops;
  private final Dinov2Config config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final InputKernel kernel;
  private final Parameter classToken;
  private final Parameter positions;
  private final @Nullable Parameter registers;
  private final PatchEmbed patchEmbed;
  private final TransformerTrunk trunk;

  public Dinov2Encoder(Dinov2Config config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    VitShape shape = config.shape();
    int width = shape.embedDim();
    Map<String, List<String>> bands = config.keys().inputBands();
    var sizes = ImageCheck.Sizes.multiplesOf(shape.patchSize());
    images = new ImageCheck("DINOv2", bands, 1, sizes);
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    kernel =
        InputKernel.of(Dinov2Checkpoint.KERNEL, config.keys(), context, config.bandAdaptation());
    classToken = parameter("cls_token", new Shape(1, 1, width), NEARLY_ZERO);
    long grid = config.positionGrid();
    positions =
        parameter(Dinov2Checkpoint.POSITION_TABLE, new Shape(1, 1 + grid * grid, width), LINEAR);
    int registerCount = config.numRegisterTokens();
    registers =
        registerCount == 0
            ? null
            : parameter("register_tokens", new Shape(1, registerCount, width), NEARLY_ZERO);
    int channels = config.keys().bandNames().size();
    patchEmbed = child("patch_embed", new PatchEmbed(ops, channels, width, shape.patchSize()));
    BlockOptions options =
        BlockOptions.PLAIN
            .init(LINEAR)
            .layerScale(config.initValues())
            .swiGlu(config.ffnLayer() == Dinov2Config.FfnLayer.SWIGLU);
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block = new TransformerBlock(ops, width, shape.numHeads(), config.hidden(), options);
      blocks.add(child("blocks." + i, block)::forward);
    }
    LayerNorm norm = child("norm", new LayerNorm(ops, width, BlockOptions.PLAIN.eps()));
    trunk =
        new TransformerTrunk(
            ops,
            blocks,
            norm::forward,
            config.finalNorm(),
            shape.outputLayers(),
            1 + registerCount);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    NDArray tokens = withRegisters(embed(image, input, null));
    return trunk.maps(tokens, rows(image), columns(image));
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    NDArray tokens = withRegisters(embed(image, input, null));
    return trunk.global(trunk.pass(tokens), rows(image), columns(image));
  }

  @Override
  public TokenFeatures tokens(EncoderInput input, @Nullable Mask mask) {
    return trunk.features(sequence(input, mask));
  }

  @Override
  public TokenFeatures visibleTokens(EncoderInput input, NDArray kept) {
    return trunk.features(visibleSequence(input, kept));
  }

  /**
   * The tokens after each output layer, with the final norm as configured: class token, registers
   * and patches row by row, {@code [B,1+R+N,D]}.
   */
  public List<NDArray> sequences(EncoderInput input) {
    return trunk.tokens(withRegisters(embed(images.stackSingleDate(input), input, null)));
  }

  /** As {@link #tokens}, with the registers in their place: {@code [B,1+R+N,D]}. */
  public NDArray sequence(EncoderInput input, @Nullable Mask mask) {
    return trunk.last(withRegisters(embed(images.stackSingleDate(input), input, mask)));
  }

  /** As {@link #visibleTokens}, with the registers in their place: {@code [B,1+R+V,D]}. */
  public NDArray visibleSequence(EncoderInput input, NDArray kept) {
    NDArray tokens = embed(images.stackSingleDate(input), input, null);
    return trunk.last(withRegisters(Tokens.kept(ops, tokens, kept)));
  }

  @Override
  public int patchSize() {
    return config.shape().patchSize();
  }

  @Override
  public int width() {
    return config.shape().embedDim();
  }

  /** Class token and patches with their positions, {@code [B,1+N,D]}. */
  private NDArray embed(NDArray image, EncoderInput input, @Nullable Mask mask) {
    NDArray patches = patchEmbed.forward(image);
    if (mask != null) {
      patches = Tokens.masked(ops, patches, mask.masked(), mask.token());
    }
    NDArray table = table(image);
    NDArray tokens = Tokens.withPositions(ops, patches, classToken.array(), table);
    if (config.dayOfYear()) {
      int width = config.shape().embedDim();
      float[] codes = DayOfYear.codes(input.acquisitions(), width);
      NDManager owner = tokens.getManager();
      tokens = tokens.add(owner.create(codes, new Shape(codes.length / width, 1, width)));
    }
    return tokens;
  }

  private NDArray withRegisters(NDArray tokens) {
    return registers == null ? tokens : Tokens.afterFirst(ops, tokens, registers.array());
  }

  private NDArray table(NDArray image) {
    return config
        .interpolation()
        .apply(ops, positions.array(), 1, rows(image), columns(image), image.getManager());
  }

  private int rows(NDArray image) {
    return Math.toIntExact(image.getShape().get(2)) / config.shape().patchSize();
  }

  private int columns(NDArray image) {
    return Math.toIntExact(image.getShape().get(3)) / config.shape().patchSize();
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(config.numRegisterTokens());
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return Dinov2Checkpoint.layout(kernel);
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
