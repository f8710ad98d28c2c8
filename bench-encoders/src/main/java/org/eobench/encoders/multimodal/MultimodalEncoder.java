package org.eobench.encoders.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.TokenEncoder;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.encoders.dinov2.Dinov2Encoder;
import org.jspecify.annotations.Nullable;

/**
 * DINOv2 for Sentinel-1 and Sentinel-2: a vision transformer for each sensor, whose normalised
 * tokens (class token, registers and patches) a {@link Fusion} joins. After every output layer the
 * same fusion gives a map {@code [B,D,h,w]}; the pretraining of the fork uses the last layer only.
 *
 * <p>The vision transformers are DINOv2's (Oquab et al. 2023, arXiv:2304.07193) with registers
 * (arXiv:2309.16588).
 */
public final class MultimodalEncoder extends Encoder implements TokenEncoder {
  private static final List<String> SENSORS =
      List.of(MultimodalConfig.RADAR, MultimodalConfig.OPTICAL);

  private final TorchOps ops;
  private final MultimodalConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final Map<String, Dinov2Encoder> vits = new LinkedHashMap<>();
  private final Fusion fusion;
  private final List<String> replaced;

  /** Builds the encoder for the modalities of the data set. */
  public MultimodalEncoder(MultimodalConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    VitShape shape = config.vit().shape();
    replaced = replaced(config, context);
    Map<String, List<String>> bands = new LinkedHashMap<>(config.keys().inputBands());
    bands.keySet().removeAll(replaced);
    images = new ImageCheck("DINOv2", bands, 1, ImageCheck.Sizes.multiplesOf(shape.patchSize()));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), false, false, false);
    for (String modality : SENSORS) {
      var vit = new Dinov2Encoder(config.vit().withModality(modality), context);
      vits.put(modality, child(place(modality), vit));
    }
    int width = shape.embedDim();
    fusion =
        child(
            "",
            config.fusion() == FusionKind.LINEAR
                ? new LinearFusion(ops, width)
                : new CrossAttentionFusion(
                    ops,
                    width,
                    config.fusionHeads(),
                    config.fusionLayers(),
                    config.shareFusionLayers()));
  }

  private static String place(String modality) {
    return modality.equals(MultimodalConfig.RADAR)
        ? MultimodalCheckpoint.RADAR
        : MultimodalCheckpoint.OPTICAL;
  }

  /**
   * The modality that the data set lacks and the encoder replaces. Without a rule, or without
   * either of them, preprocessing refuses the data set.
   */
  private static List<String> replaced(MultimodalConfig config, EncoderContext context) {
    List<String> absent =
        SENSORS.stream().filter(modality -> !context.bands().containsKey(modality)).toList();
    boolean replaces =
        config.missingModality() != MissingModality.ERROR && absent.size() < SENSORS.size();
    return replaces ? absent : List.of();
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public List<String> warnings() {
    return replaced.stream()
        .map(
            modality ->
                String.format(
                    Locale.ROOT,
                    "the data set has no %s images; the encoder uses %s in their place"
                        + " (encoder.missing_modality=%s)",
                    modality,
                    config.missingModality() == MissingModality.OTHER
                        ? "the tokens of the other sensor"
                        : "images of zeros",
                    config.missingModality().name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** Of the optical transformer, or of radar tokens that attend to optical ones. */
  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.afterClassToken(config.vit().numRegisterTokens());
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    EncoderInput complete = complete(input);
    Map<String, List<NDArray>> tokens = new LinkedHashMap<>();
    complete
        .images()
        .keySet()
        .forEach(modality -> tokens.put(modality, vit(modality).sequences(complete)));
    Shape image = complete.images().values().iterator().next().getShape();
    int rows = Math.toIntExact(image.get(3)) / patchSize();
    int columns = Math.toIntExact(image.get(4)) / patchSize();
    List<NDArray> maps = new ArrayList<>();
    for (int level = 0; level < spec.levels().size(); level++) {
      Map<String, NDArray> of = new LinkedHashMap<>();
      int at = level;
      tokens.forEach((modality, levels) -> of.put(modality, levels.get(at)));
      NDArray patches = TokenFeatures.patches(ops, fused(of), leading());
      maps.add(ops.tokensToMap(patches, rows, columns));
    }
    return new FeatureMaps(maps);
  }

  /** The mask hides the same patches of both sensors, and one token replaces them in both. */
  @Override
  public TokenFeatures tokens(EncoderInput input, @Nullable Mask mask) {
    return features(input, (vit, images) -> vit.sequence(images, mask));
  }

  @Override
  public TokenFeatures visibleTokens(EncoderInput input, NDArray kept) {
    return features(input, (vit, images) -> vit.visibleSequence(images, kept));
  }

  private TokenFeatures features(
      EncoderInput input, BiFunction<Dinov2Encoder, EncoderInput, NDArray> sequence) {
    EncoderInput complete = complete(input);
    Map<String, NDArray> tokens = new LinkedHashMap<>();
    complete
        .images()
        .keySet()
        .forEach(modality -> tokens.put(modality, sequence.apply(vit(modality), complete)));
    return TokenFeatures.of(ops, fused(tokens), leading());
  }

  /** Joins the tokens of both sensors; those of one stand in for missing ones of the other. */
  private NDArray fused(Map<String, NDArray> tokens) {
    NDArray any = tokens.values().iterator().next();
    return fusion.forward(
        tokens.getOrDefault(MultimodalConfig.RADAR, any),
        tokens.getOrDefault(MultimodalConfig.OPTICAL, any));
  }

  private int leading() {
    return 1 + config.vit().numRegisterTokens();
  }

  @Override
  public int patchSize() {
    return config.vit().shape().patchSize();
  }

  @Override
  public int width() {
    return config.vit().shape().embedDim();
  }

  private Dinov2Encoder vit(String modality) {
    return Objects.requireNonNull(vits.get(modality));
  }

  /**
   * The images of the sensors, radar first, all of one size: with an image of zeros for one that is
   * missing, or without it if its tokens are replaced.
   */
  private EncoderInput complete(EncoderInput input) {
    Map<String, NDArray> found = new LinkedHashMap<>();
    for (String modality : SENSORS) {
      NDArray image = input.images().get(modality);
      if (image != null) {
        found.put(modality, image);
      }
    }
    if (found.isEmpty() || config.missingModality() == MissingModality.ERROR) {
      spec.inputBands().keySet().forEach(modality -> images.image(modality, input));
    }
    images.requireOneSize(found);
    return new EncoderInput(
        config.missingModality() == MissingModality.ZEROS ? withZeros(found) : found,
        input.acquisitions());
  }

  private Map<String, NDArray> withZeros(Map<String, NDArray> found) {
    NDArray present = found.values().iterator().next();
    Map<String, NDArray> all = new LinkedHashMap<>();
    for (String modality : SENSORS) {
      NDArray image = found.get(modality);
      int channels = Objects.requireNonNull(config.keys().inputBands().get(modality)).size();
      all.put(modality, image == null ? zeros(present, channels) : image);
    }
    return all;
  }

  private static NDArray zeros(NDArray image, int channels) {
    long[] shape = image.getShape().getShape().clone();
    shape[1] = channels;
    return image.getManager().zeros(new Shape(shape));
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    Map<String, CheckpointLayout> layouts = new LinkedHashMap<>();
    vits.forEach((modality, vit) -> layouts.put(place(modality), vit.checkpointLayout()));
    return MultimodalCheckpoint.layout(layouts);
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.contains(".patch_embed.");
  }
}
