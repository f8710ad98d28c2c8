package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.nn.CheckpointLayout;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.PatchEmbed;
import org.eobench.core.nn.Tokens;
import org.eobench.core.nn.TorchOps;
import org.eobench.core.nn.TransformerBlock;

/**
 * The vision transformer of Dosovitskiy et al. (2021, arXiv:2010.11929) with timm's names: {@code
 * cls_token}, {@code pos_embed}, {@code patch_embed.proj}, {@code blocks.0…}, {@code norm}. Several
 * pretraining methods publish weights of just this network; a {@link Definition} says in what they
 * differ. Modalities are one stack of channels to it.
 */
public final class PlainVit extends Encoder {
  /**
   * Name of the position table, {@code [1,1+g·g,D]}, whose first row belongs to the class token.
   */
  public static final String POSITION_TABLE = "pos_embed";

  private static final double EPS = 1e-6;

  /**
   * In what plain vision transformers differ.
   *
   * @param name the model's name in error texts
   * @param qkvBias whether queries, keys and values have a bias
   * @param learnedPositions whether the position table is trained, or fixed
   * @param positions initial values of the position table
   * @param finalNorm which maps pass through the final norm
   * @param layout how the published checkpoint is read
   */
  public record Definition(
      String name,
      boolean qkvBias,
      boolean learnedPositions,
      Init positions,
      FinalNorm finalNorm,
      CheckpointLayout layout) {}

  private final TorchOps ops;
  private final Definition definition;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final int grid;
  private final Parameter classToken;
  private final Parameter positions;
  private final PatchEmbed patchEmbed;
  private final TransformerTrunk trunk;

  public PlainVit(Definition definition, EncoderKeys keys, VitShape shape, EncoderContext context) {
    this.ops = context.ops();
    this.definition = definition;
    this.grid = shape.grid();
    Map<String, List<String>> bands = keys.inputBands();
    images =
        new ImageCheck(definition.name(), bands, 1, ImageCheck.Sizes.exactly(shape.inputSize()));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    int width = shape.embedDim();
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.normal(0.02));
    Shape table = new Shape(1, 1 + (long) grid * grid, width);
    positions =
        definition.learnedPositions()
            ? parameter(POSITION_TABLE, table, definition.positions())
            : buffer(POSITION_TABLE, table, DataType.FLOAT32, definition.positions());
    patchEmbed =
        child(
            "patch_embed", new PatchEmbed(ops, keys.bandNames().size(), width, shape.patchSize()));
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      blocks.add(child("blocks." + i, block(shape))::forward);
    }
    LayerNorm norm = child("norm", new LayerNorm(ops, width, EPS));
    trunk =
        new TransformerTrunk(
            ops, blocks, norm::forward, definition.finalNorm(), shape.outputLayers(), 1);
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
    NDArray patches = patchEmbed.forward(images.stackSingleDate(input));
    NDArray tokens = Tokens.withPositions(ops, patches, classToken.array(), positions.array());
    return trunk.maps(tokens, grid, grid);
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
