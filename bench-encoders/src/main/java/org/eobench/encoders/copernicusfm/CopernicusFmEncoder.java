package org.eobench.encoders.copernicusfm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.DynamicPatchEmbed;
import org.eobench.core.nn.vit.GridInterpolation;
import org.eobench.core.nn.vit.PositionEmbedding;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.nn.vit.Tokens;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * Copernicus-FM (Wang et al. 2025, arXiv:2503.11849). All modalities are concatenated into one
 * image of bands with known wavelengths and bandwidths, or the image is one variable with a name.
 * Maps and class tokens are those of the blocks, not normalised; the embedding is the normalised
 * class token of the last block.
 */
public final class CopernicusFmEncoder extends Encoder implements GlobalEncoder {
  private static final String NAME = "Copernicus-FM";
  private static final double EPS = 1e-6;
  private static final String POSITIONS = "pos_embed";
  private static final String SPECTRAL = "patch_embed_spectral";
  private static final String VARIABLE = "patch_embed_variable";

  /** Tensors that only pretraining and its heads used. */
  private static final Pattern PRETRAINING =
      Pattern.compile(
          "(decoder_|head\\.|fc_norm\\.|teacher\\.|student_proj\\.|mask_token"
              + "|(coord|scale|time)_(fc_decoder|token_dec)).*");

  private static final GridInterpolation INTERPOLATION = new GridInterpolation(0, true);

  private static final String ADDED =
      """
      def forward(self, codes, table):
        return table + codes
      """;

  private final TorchOps ops;
  private final CopernicusFmConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final Parameter classToken;
  private final Parameter positions;
  private final DynamicPatchEmbed patchEmbed;
  private final FactCodes factCodes;
  private final TransformerTrunk trunk;

  public CopernicusFmEncoder(CopernicusFmConfig config, EncoderContext context) {
    this(config, context, config.variable() == null ? null : language(config, context.ops()));
  }

  /**
   * @param language the code of the variable's name; null for bands with wavelengths
   */
  CopernicusFmEncoder(
      CopernicusFmConfig config, EncoderContext context, float @Nullable [] language) {
    this.ops = context.ops();
    this.config = config;
    VitShape shape = config.shape();
    int width = shape.embedDim();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck(NAME, bands, 1, ImageCheck.Sizes.multiplesOf(shape.patchSize()));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    int grid = config.tableGrid();
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.normal(0.02));
    positions =
        buffer(
            POSITIONS,
            new Shape(1, 1 + (long) grid * grid, width),
            DataType.FLOAT32,
            Inits.table(PositionEmbedding.sinCos2d(width, grid, grid, true)));
    LayerNorm norm = child("norm", new LayerNorm(ops, width, EPS));
    patchEmbed =
        language == null
            ? child(SPECTRAL, embed(BandCodes.spectral(config, context), config.keys().bandNames()))
            : child(VARIABLE, embed(language, config.keys().bandNames()));
    factCodes = child("", new FactCodes(ops, width, config.unknownMetadata()));
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block = new TransformerBlock(ops, width, shape.numHeads(), shape.hidden(), true, EPS);
      blocks.add(child("blocks." + i, block)::forward);
    }
    trunk =
        new TransformerTrunk(ops, blocks, norm::forward, FinalNorm.NONE, shape.outputLayers(), 1);
  }

  private static float[] language(CopernicusFmConfig config, TorchOps ops) {
    if (!ops.canRun() || lacksCode(config)) {
      float[] any = new float[config.languageWidth()];
      Arrays.fill(any, 1);
      return any;
    }
    return BandCodes.ofVariable(
        Objects.requireNonNull(config.variable()), file(config), config.languageWidth());
  }

  private static Path file(CopernicusFmConfig config) {
    return Path.of(Objects.requireNonNull(config.languageCodes()));
  }

  /** Random weights have learned no code, so that any serves. */
  private static boolean lacksCode(CopernicusFmConfig config) {
    return config.variable() != null
        && config.keys().encoderWeights() == null
        && !Files.exists(file(config));
  }

  @Override
  public List<String> warnings() {
    return lacksCode(config)
        ? List.of(
            String.format(
                Locale.ROOT,
                "encoder.language_codes=%s does not exist: a constant code stands for the name of"
                    + " the variable, as the weights are random",
                config.languageCodes()))
        : List.of();
  }

  /** The padding shifts every patch by one pixel, as in pretraining. */
  private DynamicPatchEmbed embed(float[] codes, List<String> bands) {
    DynamicPatchEmbed.Style style =
        new DynamicPatchEmbed.Style(
            "transformer_encoder.layers.0",
            "w1",
            "w2",
            "torch.relu",
            0.01,
            0.01,
            false,
            1,
            config.kernelSize(),
            config.variable() == null ? null : "language_proj");
    int patch = config.shape().patchSize();
    int width = config.shape().embedDim();
    return new DynamicPatchEmbed(ops, style, codes, bands.size(), config.wvPlanes(), patch, width);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    return trunk.maps(tokens(image, facts(input)), rows(image), columns(image));
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    return global(images.stackSingleDate(input), facts(input));
  }

  /** Maps, class tokens and the embedding of images {@code [B,C,H,W]}. */
  GlobalFeatures global(NDArray image, List<Facts> facts) {
    TransformerTrunk.Pass pass = trunk.pass(tokens(image, facts));
    GlobalFeatures features = trunk.global(pass, rows(image), columns(image));
    NDArray last = Objects.requireNonNull(trunk.norm()).apply(TokenFeatures.first(ops, pass.end()));
    return new GlobalFeatures(features.maps(), features.classTokens(), last);
  }

  /** The patches of an image before positions, {@code [B,N,D]}. */
  NDArray patches(NDArray image) {
    return patchEmbed.forward(image);
  }

  /** The learned codes of the bands, {@code [C,wv_planes]}. */
  NDArray bandCodes(NDArray image) {
    return patchEmbed.waves(image.getManager());
  }

  private List<Facts> facts(EncoderInput input) {
    return Facts.of(input.acquisitions(), config.metadata(), config.shape().patchSize());
  }

  private NDArray tokens(NDArray image, List<Facts> facts) {
    NDArray table =
        INTERPOLATION.apply(
            ops, positions.array(), 1, rows(image), columns(image), image.getManager());
    NDArray codes = factCodes.of(facts, image.getManager());
    return Tokens.withPositions(
        ops, patches(image), classToken.array(), ops.call(ADDED, codes, table));
  }

  private int rows(NDArray image) {
    return Math.toIntExact(image.getShape().get(2)) / config.shape().patchSize();
  }

  private int columns(NDArray image) {
    return Math.toIntExact(image.getShape().get(3)) / config.shape().patchSize();
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(0);
  }

  /** The pretraining model; the embedding of the other kind of input is not used. */
  @Override
  public CheckpointLayout checkpointLayout() {
    Set<String> own = tensors().keySet();
    return CheckpointLayout.exact()
        .ignoring(
            key ->
                PRETRAINING.matcher(key).matches()
                    || (isPatchEmbedding(key) && !own.contains(key)));
  }

  private static boolean isPatchEmbedding(String key) {
    return key.startsWith(SPECTRAL) || key.startsWith(VARIABLE);
  }

  @Override
  public boolean isInputLayer(String name) {
    return isPatchEmbedding(name);
  }
}
