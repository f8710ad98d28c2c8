package org.eobench.encoders.panopticon;

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
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.encoder.Wavelengths;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.BlockOptions;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.nn.vit.Tokens;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * Panopticon (Waldmann et al. 2025, arXiv:2503.10845). All modalities are concatenated into one
 * image of any number of channels; the height and width may be any multiples of the patch size.
 */
public final class PanopticonEncoder extends Encoder implements GlobalEncoder {
  private static final String NAME = "Panopticon";
  private static final double NANOMETRES = 1000;

  private final TorchOps ops;
  private final PanopticonConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final long[] ids;
  private final Parameter classToken;
  private final Parameter positions;
  private final ChannelFusion patchEmbed;
  private final TransformerTrunk trunk;

  public PanopticonEncoder(PanopticonConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    VitShape shape = config.shape();
    int width = shape.embedDim();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck(NAME, bands, 1, ImageCheck.Sizes.multiplesOf(shape.patchSize()));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    ids = ids(config, context);
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.normal(1e-6));
    long grid = config.positionGrid();
    positions =
        parameter("pos_embed", new Shape(1, 1 + grid * grid, width), Inits.truncNormal(0.02));
    patchEmbed = child("patch_embed", new ChannelFusion(ops, config));
    BlockOptions options =
        BlockOptions.PLAIN.init(Inits.truncNormal(0.02)).layerScale(config.initValues());
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block = new TransformerBlock(ops, width, shape.numHeads(), shape.hidden(), options);
      blocks.add(child("blocks." + i, block)::forward);
    }
    LayerNorm norm = child("norm", new LayerNorm(ops, width, BlockOptions.PLAIN.eps()));
    trunk =
        new TransformerTrunk(
            ops, blocks, norm::forward, config.finalNorm(), shape.outputLayers(), 1);
  }

  /** The number of each channel: the wavelength in nanometres, or that of a radar channel. */
  private static long[] ids(PanopticonConfig config, EncoderContext context) {
    List<Long> ids = new ArrayList<>();
    config
        .keys()
        .inputBands()
        .forEach(
            (modality, names) ->
                names.forEach(
                    name -> {
                      Integer radar = config.sarIds().get(name);
                      ids.add(
                          radar == null
                              ? Math.round(wavelength(modality, name, config, context) * NANOMETRES)
                              : (long) radar);
                    }));
    return ids.stream().mapToLong(Long::longValue).toArray();
  }

  private static double wavelength(
      String modality, String band, PanopticonConfig config, EncoderContext context) {
    Map<String, List<String>> one = Map.of(modality, List.of(band));
    return Wavelengths.of(NAME, one, config.waveList(), context.bands())[0];
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    return trunk.maps(
        embed(patches(image, codes(image), null), image), rows(image), columns(image));
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    return global(image, patches(image, codes(image), null));
  }

  private NDArray codes(NDArray image) {
    return patchEmbed.codes().of(new long[][] {ids}, image.getManager());
  }

  /** The patches of an image, {@code [B,N,D]}; see {@link ChannelFusion#forward}. */
  NDArray patches(NDArray image, NDArray codes, @Nullable NDArray left) {
    return patchEmbed.forward(image, codes, left);
  }

  /** The codes of channels; see {@link ChannelCodes#of}. */
  ChannelCodes channelCodes() {
    return patchEmbed.codes();
  }

  /** Maps and class tokens of the patches of an image. */
  GlobalFeatures global(NDArray image, NDArray patches) {
    return trunk.global(trunk.pass(embed(patches, image)), rows(image), columns(image));
  }

  /** Class token and patches with their positions, {@code [B,1+N,D]}. */
  private NDArray embed(NDArray patches, NDArray image) {
    NDArray table =
        config
            .interpolation()
            .apply(ops, positions.array(), 1, rows(image), columns(image), image.getManager());
    return Tokens.withPositions(ops, patches, classToken.array(), table);
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

  /** The flat file of the teacher; its mask token is unused. */
  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact().ignoring(key -> key.equals("mask_token"));
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
