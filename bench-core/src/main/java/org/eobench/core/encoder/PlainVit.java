package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.GridInterpolation;
import org.eobench.core.nn.vit.PatchEmbed;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.nn.vit.Tokens;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * The vision transformer of Dosovitskiy et al. (2021, arXiv:2010.11929) with timm's names: {@code
 * cls_token}, {@code pos_embed}, {@code patch_embed.proj}, {@code blocks.0…}, {@code norm}. Several
 * pretraining methods publish weights of exactly this network; a {@link Definition} describes their
 * differences. All modalities are concatenated into one image.
 */
public final class PlainVit extends Encoder implements TokenEncoder, GlobalEncoder {
  /** Name of the position table, {@code [1,1+g·g,D]}, with the class token's row first. */
  public static final String POSITION_TABLE = "pos_embed";

  private static final double EPS = 1e-6;

  /** How a stored table is fitted to crops of other sizes in pretraining, as in DINO. */
  private static final GridInterpolation CROPS = new GridInterpolation(0.1, false);

  /**
   * The differences between plain vision transformers.
   *
   * @param name the model's name in error texts
   * @param qkvBias whether queries, keys and values have a bias
   * @param positions source of the position codes
   * @param finalNorm the maps to which the final norm is applied
   * @param layout mapping of the published checkpoint
   */
  public record Definition(
      String name,
      boolean qkvBias,
      VitPositions positions,
      FinalNorm finalNorm,
      CheckpointLayout layout) {}

  private final TorchOps ops;
  private final Definition definition;
  private final ImageCheck images;
  private final ImageCheck crops;
  private final EncoderSpec spec;
  private final int patchSize;
  private final int width;
  private final Parameter classToken;
  private final Function<EncoderInput, NDArray> positions;
  private final PatchEmbed patchEmbed;
  private final TransformerTrunk trunk;

  public PlainVit(Definition definition, EncoderKeys keys, VitShape shape, EncoderContext context) {
    this.ops = context.ops();
    this.definition = definition;
    this.patchSize = shape.patchSize();
    Map<String, List<String>> bands = keys.inputBands();
    images = new ImageCheck(definition.name(), bands, 1, sizes(shape));
    crops = new ImageCheck(definition.name(), bands, 1, ImageCheck.Sizes.multiplesOf(patchSize));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    width = shape.embedDim();
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.normal(0.02));
    positions = positions(definition.positions(), shape);
    patchEmbed =
        child("patch_embed", new PatchEmbed(ops, keys.bandNames().size(), width, patchSize));
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      blocks.add(child("blocks." + i, block(shape))::forward);
    }
    LayerNorm norm = child("norm", new LayerNorm(ops, width, EPS));
    trunk =
        new TransformerTrunk(
            ops, blocks, norm::forward, definition.finalNorm(), shape.outputLayers(), 1);
  }

  private ImageCheck.Sizes sizes(VitShape shape) {
    return definition.positions() instanceof VitPositions.Stored
        ? ImageCheck.Sizes.exactly(shape.inputSize())
        : ImageCheck.Sizes.multiplesOf(patchSize);
  }

  private Function<EncoderInput, NDArray> positions(VitPositions from, VitShape shape) {
    if (from instanceof VitPositions.Stored stored) {
      return resampled(table(shape.grid(), stored.init(), stored.learned()), CROPS);
    }
    if (from instanceof VitPositions.Resampled resampled) {
      return resampled(table(resampled.grid(), resampled.init(), true), resampled.resampling());
    }
    VitPositions.Codes codes = ((VitPositions.Computed) from).codes();
    return input -> {
      NDArray image = first(input);
      int rows = patches(image, 3);
      int columns = patches(image, 4);
      Shape size = new Shape(image.getShape().get(0), 1 + (long) rows * columns, width);
      return image.getManager().create(codes.of(input, rows, columns), size);
    };
  }

  /** A table that is resampled unless the images have its grid. */
  private Function<EncoderInput, NDArray> resampled(Parameter table, GridInterpolation how) {
    return input -> {
      NDArray image = first(input);
      return how.apply(
          ops, table.array(), 1, patches(image, 3), patches(image, 4), image.getManager());
    };
  }

  private Parameter table(int grid, Init init, boolean learned) {
    Shape size = new Shape(1, 1 + (long) grid * grid, width);
    return learned
        ? parameter(POSITION_TABLE, size, init)
        : buffer(POSITION_TABLE, size, DataType.FLOAT32, init);
  }

  private static NDArray first(EncoderInput input) {
    return input.images().values().iterator().next();
  }

  private int patches(NDArray image, int axis) {
    return Math.toIntExact(image.getShape().get(axis) / patchSize);
  }

  private TransformerBlock block(VitShape shape) {
    return new TransformerBlock(
        ops, shape.embedDim(), shape.numHeads(), shape.hidden(), definition.qkvBias(), EPS);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stack(input);
    return trunk.maps(embed(image, input, null), patches(image, 3), patches(image, 4));
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    NDArray image = images.stack(input);
    return trunk.global(
        trunk.pass(embed(image, input, null)), patches(image, 3), patches(image, 4));
  }

  /** Class token and patches with their positions, {@code [B,1+N,D]}. */
  private NDArray embed(NDArray image, EncoderInput input, @Nullable Mask mask) {
    NDArray patches = patchEmbed.forward(image.squeeze(2));
    if (mask != null) {
      patches = Tokens.masked(ops, patches, mask.masked(), mask.token());
    }
    return Tokens.withPositions(ops, patches, classToken.array(), positions.apply(input));
  }

  /** Also for images of other sizes than {@link #encode} takes, such as small crops. */
  @Override
  public TokenFeatures tokens(EncoderInput input, @Nullable Mask mask) {
    return trunk.features(trunk.last(embed(crops.stack(input), input, mask)));
  }

  @Override
  public TokenFeatures visibleTokens(EncoderInput input, NDArray kept) {
    return trunk.features(
        trunk.last(Tokens.kept(ops, embed(crops.stack(input), input, null), kept)));
  }

  @Override
  public int patchSize() {
    return patchSize;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(0);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return definition.layout();
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
