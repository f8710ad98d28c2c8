package org.eobench.encoders.dofa;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.CheckpointLayout;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.PositionEmbedding;
import org.eobench.core.nn.TorchOps;
import org.eobench.core.nn.TransformerBlock;

/**
 * DOFA: a vision transformer whose patch embedding is made from the wavelengths of whatever bands
 * come in (Xiong et al., "Neural Plasticity-Inspired Multimodal Foundation Model for Earth
 * Observation", arXiv:2403.15356). Modalities are one stack of channels to it.
 *
 * <p>The last norm is applied after the last block only, so maps of earlier blocks are not
 * normalised.
 */
public final class DofaEncoder extends Encoder {
  private static final double EPS = 1e-6;
  private static final String TOKENS =
      """
      def forward(self, patches, cls_token, pos_embed):
        first = torch.expand(cls_token, [patches.size(0), -1, -1])
        return torch.add(torch.cat([first, patches], 1), pos_embed)
      """;

  private final TorchOps ops;
  private final DofaConfig config;
  private final EncoderSpec spec;
  private final Parameter classToken;
  private final Parameter positions;
  private final DynamicPatchEmbed patchEmbed;
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;

  public DofaEncoder(DofaConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    int width = config.embedDim();
    int grid = config.grid();
    var level = new EncoderSpec.Level(width, config.patchSize());
    spec =
        new EncoderSpec(
            config.inputBands(),
            config.inputSize(),
            config.outputLayers().stream().map(layer -> level).toList(),
            false,
            false,
            false);
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.normal(0.02));
    positions =
        buffer(
            DofaCheckpoint.POSITION_TABLE,
            new Shape(1, 1 + (long) grid * grid, width),
            DataType.FLOAT32,
            table(config));
    float[] wavelengths = Wavelengths.of(config, context.bands());
    norm = child("norm", new LayerNorm(ops, width, EPS));
    patchEmbed = child("patch_embed", new DynamicPatchEmbed(ops, config, wavelengths));
    for (int i = 0; i < config.depth(); i++) {
      int hidden = (int) (width * config.mlpRatio());
      blocks.add(
          child(
              "blocks." + i,
              new TransformerBlock(ops, width, config.numHeads(), hidden, true, EPS)));
    }
  }

  private static Init table(DofaConfig config) {
    int grid = config.grid();
    return switch (config.positionTable()) {
      case INTERPOLATE ->
          Inits.table(PositionEmbedding.sinCos2d(config.embedDim(), grid, grid, true));
      case ZERO -> Inits.ZEROS;
    };
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(Map<String, NDArray> images) {
    NDArray patches = patchEmbed.forward(DofaInput.stack(config, images));
    NDArray tokens = ops.call(TOKENS, patches, classToken.array(), positions.array());
    List<NDArray> maps = new ArrayList<>();
    int last = config.outputLayers().get(config.outputLayers().size() - 1);
    for (int i = 0; i <= last; i++) {
      tokens = blocks.get(i).forward(tokens);
      if (config.outputLayers().contains(i)) {
        maps.add(map(i == config.depth() - 1 ? norm.forward(tokens) : tokens));
      }
    }
    return new FeatureMaps(maps);
  }

  @Override
  public Map<String, NDArray> intermediates(Map<String, NDArray> images) {
    NDArray image = DofaInput.stack(config, images);
    return Map.of(
        "waves", patchEmbed.waves(image.getManager()), "patch_tokens", patchEmbed.forward(image));
  }

  /** Tokens {@code [B,1+N,D]} without the class token as a map {@code [B,D,g,g]}. */
  private NDArray map(NDArray tokens) {
    int grid = config.grid();
    return tokens.get(":, 1:").transpose(0, 2, 1).reshape(-1, config.embedDim(), grid, grid);
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
