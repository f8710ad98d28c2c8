package org.eobench.encoders.dofa;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
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
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.encoder.Wavelengths;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.DynamicPatchEmbed;
import org.eobench.core.nn.vit.PositionEmbedding;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.nn.vit.Tokens;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;

/**
 * DOFA: a vision transformer whose patch embedding is generated from the wavelengths of the input
 * bands (Xiong et al., "Neural Plasticity-Inspired Multimodal Foundation Model for Earth
 * Observation", arXiv:2403.15356). All modalities are concatenated into one image.
 *
 * <p>The last norm is applied only after the last block, so maps of earlier blocks are not
 * normalised.
 */
public final class DofaEncoder extends Encoder implements GlobalEncoder {
  private static final double EPS = 1e-6;

  /** Wavelengths are encoded in nanometres. */
  private static final float NANOMETRES = 1000f;

  /** The padding shifts every patch by one pixel, as in DOFA's pretraining. */
  private static final DynamicPatchEmbed.Style STYLE =
      new DynamicPatchEmbed.Style(
          "transformer_encoder.layers.0", "w1", "w2", "torch.relu", 0.01, 0.01, false, 1);

  private final TorchOps ops;
  private final DofaConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final Parameter classToken;
  private final Parameter positions;
  private final DynamicPatchEmbed patchEmbed;
  private final TransformerTrunk trunk;

  public DofaEncoder(DofaConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    VitShape shape = config.shape();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("DOFA", bands, 1, ImageCheck.Sizes.exactly(shape.inputSize()));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    int width = shape.embedDim();
    int grid = shape.grid();
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.normal(0.02));
    positions =
        buffer(
            DofaCheckpoint.POSITION_TABLE,
            new Shape(1, 1 + (long) grid * grid, width),
            DataType.FLOAT32,
            table(config));
    float[] wavelengths = Wavelengths.of("DOFA", bands, config.waveList(), context.bands());
    LayerNorm norm = child("norm", new LayerNorm(ops, width, EPS));
    patchEmbed = child("patch_embed", patchEmbed(config, wavelengths));
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block = new TransformerBlock(ops, width, shape.numHeads(), shape.hidden(), true, EPS);
      blocks.add(child("blocks." + i, block)::forward);
    }
    trunk =
        new TransformerTrunk(ops, blocks, norm::forward, FinalNorm.LAST, shape.outputLayers(), 1);
  }

  private DynamicPatchEmbed patchEmbed(DofaConfig config, float[] wavelengths) {
    float[] nanometres = new float[wavelengths.length];
    for (int i = 0; i < nanometres.length; i++) {
      nanometres[i] = wavelengths[i] * NANOMETRES;
    }
    int waveWidth = config.wvPlanes();
    float[] codes = PositionEmbedding.sinCos1d(waveWidth, nanometres);
    VitShape shape = config.shape();
    return new DynamicPatchEmbed(ops, STYLE, codes, waveWidth, shape.patchSize(), shape.embedDim());
  }

  private static Init table(DofaConfig config) {
    int grid = config.shape().grid();
    return switch (config.positionTable()) {
      case INTERPOLATE ->
          Inits.table(PositionEmbedding.sinCos2d(config.shape().embedDim(), grid, grid, true));
      case ZERO -> Inits.ZEROS;
    };
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    int grid = config.shape().grid();
    return trunk.maps(embed(input), grid, grid);
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    int grid = config.shape().grid();
    return trunk.global(trunk.pass(embed(input)), grid, grid);
  }

  /** Class token and patches with their positions, {@code [B,1+N,D]}. */
  private NDArray embed(EncoderInput input) {
    NDArray patches = patchEmbed.forward(images.stackSingleDate(input));
    return Tokens.withPositions(ops, patches, classToken.array(), positions.array());
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(0);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return DofaCheckpoint.layout(config);
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
