package org.eobench.encoders.terramind;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;

/**
 * TerraMind v1 (Jakubik et al. 2025, arXiv:2504.11171). Patches of all modalities attend to each
 * other; a map {@code [B,D,h,w]} is the mean over the modalities at each place. The height and
 * width of images may be any multiples of the patch size.
 */
public final class TerraMindEncoder extends Encoder {
  private static final String NAME = "TerraMind";

  private final TorchOps ops;
  private final TerraMindConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final Map<String, ModalityEmbed> embeddings = new LinkedHashMap<>();
  private final TransformerTrunk trunk;
  private final String mean;

  public TerraMindEncoder(TerraMindConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    VitShape shape = config.shape();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck(NAME, bands, 1, ImageCheck.Sizes.multiplesOf(shape.patchSize()));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    bands.forEach(
        (modality, names) ->
            embeddings.put(
                modality,
                child(
                    TerraMindCheckpoint.place(config, modality),
                    new ModalityEmbed(ops, config, names.size()))));
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block = new TerraMindBlock(ops, shape.embedDim(), shape.numHeads(), config.hidden());
      blocks.add(child("encoder." + i, block)::forward);
    }
    BiaslessNorm norm = child("encoder_norm", new BiaslessNorm(ops, shape.embedDim()));
    trunk =
        new TransformerTrunk(
            ops, blocks, norm::forward, config.finalNorm(), shape.outputLayers(), 0);
    mean =
        String.format(
            Locale.ROOT,
            """
            def forward(self, x):
              return torch.mean(x.reshape([x.size(0), %d, -1, x.size(2)]), [1])
            """,
            bands.size());
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    Map<String, NDArray> checked = new LinkedHashMap<>();
    embeddings.keySet().forEach(modality -> checked.put(modality, images.image(modality, input)));
    images.requireOneSize(checked);
    NDList tokens = new NDList();
    embeddings.forEach(
        (modality, embed) ->
            tokens.add(embed.forward(Objects.requireNonNull(checked.get(modality)).squeeze(2))));
    Shape size = checked.values().iterator().next().getShape();
    int rows = Math.toIntExact(size.get(3)) / config.shape().patchSize();
    int columns = Math.toIntExact(size.get(4)) / config.shape().patchSize();
    return new FeatureMaps(
        trunk.tokens(tokens.size() == 1 ? tokens.get(0) : NDArrays.concat(tokens, 1)).stream()
            .map(level -> ops.tokensToMap(ops.call(mean, level), rows, columns))
            .toList());
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.patchesOnly();
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return new TerraMindCheckpoint(config).layout();
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith(TerraMindCheckpoint.EMBEDDINGS);
  }
}
