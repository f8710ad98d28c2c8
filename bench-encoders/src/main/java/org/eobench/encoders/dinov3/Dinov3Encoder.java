package org.eobench.encoders.dinov3;

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
import org.eobench.core.nn.vit.PatchEmbed;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.nn.vit.Tokens;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * DINOv3 (Siméoni et al. 2025, arXiv:2508.10104). It accepts images of any height and width that
 * are multiples of the patch size, because positions are rotations computed for the grid. All
 * modalities are concatenated into one image.
 */
public final class Dinov3Encoder extends Encoder implements TokenEncoder, GlobalEncoder {
  private static final double EPS = 1e-5;
  private static final Init TOKEN = Inits.normal(0.02);

  private final TorchOps ops;
  private final Dinov3Config config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final InputKernel kernel;
  private final Parameter classToken;
  private final @Nullable Parameter storage;
  private final PatchEmbed patchEmbed;
  private final RotaryEmbedding rope;
  private final List<Dinov3Block> blocks = new ArrayList<>();
  private final LayerNorm norm;

  public Dinov3Encoder(Dinov3Config config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    VitShape shape = config.shape();
    int width = shape.embedDim();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("DINOv3", bands, 1, ImageCheck.Sizes.multiplesOf(shape.patchSize()));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    kernel =
        InputKernel.of(Dinov3Checkpoint.KERNEL, config.keys(), context, config.bandAdaptation());
    classToken = parameter("cls_token", new Shape(1, 1, width), TOKEN);
    int count = config.nStorageTokens();
    storage = count == 0 ? null : parameter("storage_tokens", new Shape(1, count, width), TOKEN);
    int channels = config.keys().bandNames().size();
    patchEmbed = child("patch_embed", new PatchEmbed(ops, channels, width, shape.patchSize()));
    rope =
        child("rope_embed", new RotaryEmbedding(ops, config.headDim(), config.posEmbedRopeBase()));
    for (int i = 0; i < shape.depth(); i++) {
      blocks.add(child("blocks." + i, new Dinov3Block(ops, config)));
    }
    norm = child("norm", new LayerNorm(ops, width, EPS));
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    return trunk(angles(image)).maps(embed(image, null), rows(image), columns(image));
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    TransformerTrunk trunk = trunk(angles(image));
    return trunk.global(trunk.pass(embed(image, null)), rows(image), columns(image));
  }

  @Override
  public TokenFeatures tokens(EncoderInput input, @Nullable Mask mask) {
    NDArray image = images.stackSingleDate(input);
    TransformerTrunk trunk = trunk(angles(image));
    return trunk.features(trunk.last(embed(image, mask)));
  }

  @Override
  public TokenFeatures visibleTokens(EncoderInput input, NDArray kept) {
    NDArray image = images.stackSingleDate(input);
    NDArray tokens = Tokens.withFirst(ops, patchEmbed.forward(image), classToken.array());
    TransformerTrunk trunk = trunk(rope.kept(angles(image), kept));
    return trunk.features(trunk.last(withStorage(Tokens.kept(ops, tokens, kept))));
  }

  private RotaryEmbedding.Angles angles(NDArray image) {
    return rope.of(image, rows(image), columns(image));
  }

  private TransformerTrunk trunk(RotaryEmbedding.Angles angles) {
    List<UnaryOperator<NDArray>> steps = new ArrayList<>();
    blocks.forEach(block -> steps.add(x -> block.forward(x, angles)));
    return new TransformerTrunk(
        ops,
        steps,
        norm::forward,
        config.finalNorm(),
        config.shape().outputLayers(),
        1 + config.nStorageTokens());
  }

  /** Class token, storage tokens and patches, {@code [B,1+R+N,D]}. */
  private NDArray embed(NDArray image, @Nullable Mask mask) {
    NDArray patches = patchEmbed.forward(image);
    if (mask != null) {
      patches = Tokens.masked(ops, patches, mask.masked(), mask.token());
    }
    return withStorage(Tokens.withFirst(ops, patches, classToken.array()));
  }

  private NDArray withStorage(NDArray tokens) {
    return storage == null ? tokens : Tokens.afterFirst(ops, tokens, storage.array());
  }

  private int rows(NDArray image) {
    return Math.toIntExact(image.getShape().get(2)) / patchSize();
  }

  private int columns(NDArray image) {
    return Math.toIntExact(image.getShape().get(3)) / patchSize();
  }

  @Override
  public int patchSize() {
    return config.shape().patchSize();
  }

  @Override
  public int width() {
    return config.shape().embedDim();
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(config.nStorageTokens());
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return Dinov3Checkpoint.layout(kernel);
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
