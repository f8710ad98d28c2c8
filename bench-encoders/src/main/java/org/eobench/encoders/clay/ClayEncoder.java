package org.eobench.encoders.clay;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.dataset.Acquisition;
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
import org.eobench.core.nn.vit.DynamicPatchEmbed;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;

/**
 * Clay v1 and v1.5 (Clay Foundation, github.com/Clay-foundation/model): a vision transformer whose
 * patch embedding is generated from the wavelengths of its bands, as in DOFA, and whose position
 * code includes the pixel size, the week and hour, and the place. The two versions differ only in
 * size.
 *
 * <p>All modalities are concatenated into one image. The model was pretrained with the bands of one
 * sensor at a time. Bands of several sensors work as well, but the weights were never trained on
 * such combinations.
 *
 * <p>If the images contain arrays {@code time} and {@code latlon} of shape {@code [B,4]}, as in the
 * authors' code, these replace the codes of the acquisition dates and places.
 */
public final class ClayEncoder extends Encoder implements GlobalEncoder {
  private static final double EPS = 1e-5;

  /** Style of the patch embedding: the bias is not scaled and the convolution is not padded. */
  private static final DynamicPatchEmbed.Style STYLE =
      new DynamicPatchEmbed.Style("encoder.layers.0", "l1", "l2", "torch.gelu", 0.02, 1.0, true, 0);

  private final ClayConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final Parameter classToken;
  private final DynamicPatchEmbed patchEmbed;
  private final ClayTokens tokens;
  private final TransformerTrunk trunk;

  public ClayEncoder(ClayConfig config, EncoderContext context) {
    this.config = config;
    TorchOps ops = context.ops();
    VitShape shape = config.shape();
    Map<String, List<String>> bands = config.keys().inputBands();
    int width = shape.embedDim();
    images = new ImageCheck("Clay", bands, 1, ImageCheck.Sizes.multiplesOf(shape.patchSize()));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.normal(0.02));
    float[] wavelengths = Wavelengths.of("Clay", bands, config.waveList(), context.bands());
    patchEmbed =
        child(
            "patch_embedding",
            new DynamicPatchEmbed(
                ops,
                STYLE,
                ClayCodes.waves(wavelengths, config.waveDim()),
                config.waveDim(),
                shape.patchSize(),
                width));
    tokens = new ClayTokens(ops, width, (float) config.gsd());
    LayerNorm norm = child("transformer.norm", new LayerNorm(ops, width, EPS));
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      ClayLayer layer = new ClayLayer(ops, shape, config.dimHead());
      blocks.add(child("transformer.layers." + i, layer)::forward);
    }
    trunk =
        new TransformerTrunk(
            ops, blocks, norm::forward, config.finalNorm(), shape.outputLayers(), 1);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    int patch = config.shape().patchSize();
    return trunk.maps(embed(image, input), side(image, 2, patch), side(image, 3, patch));
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    NDArray image = images.stackSingleDate(input);
    int patch = config.shape().patchSize();
    return trunk.global(
        trunk.pass(embed(image, input)), side(image, 2, patch), side(image, 3, patch));
  }

  /** Class token and patches with added codes, {@code [B,1+N,D]}. */
  private NDArray embed(NDArray image, EncoderInput input) {
    int patch = config.shape().patchSize();
    return tokens.of(
        patchEmbed.forward(image),
        classToken.array(),
        side(image, 2, patch),
        side(image, 3, patch),
        input);
  }

  private static int side(NDArray image, int axis, int patch) {
    return Math.toIntExact(image.getShape().get(axis) / patch);
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(0);
  }

  @Override
  public List<String> assumptions(Acquisition taken) {
    return tokens.assumptions(taken);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return ClayCheckpoint.layout();
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embedding.");
  }
}
