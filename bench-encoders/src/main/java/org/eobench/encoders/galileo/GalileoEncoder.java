package org.eobench.encoders.galileo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.Months;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.SeparateQkvBlock;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.encoders.galileo.GalileoGroups.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Galileo (Tseng et al. 2025, arXiv:2502.09356): every patch of every date has one token per group
 * of bands, and all of them attend to each other. Terrain has tokens of patches, weather tokens of
 * dates, and the place one token. A map is the mean of the normalised tokens of each patch and of
 * the whole image, as in the authors' probing. A map of an earlier block is the output of the model
 * without the later blocks. The embedding is the mean of all tokens.
 */
public final class GalileoEncoder extends Encoder implements GlobalEncoder {
  private static final Logger LOG = LoggerFactory.getLogger(GalileoEncoder.class);
  private static final String NAME = "Galileo";
  private static final double EPS = 1e-5;

  private static final String SCALED =
      """
      def forward(self, x):
        return torch.add(torch.mul(x, %s), 0.5)
      """;

  private static final String MASK =
      """
      def forward(self, present):
        return torch.log(present).reshape([present.size(0), 1, 1, -1])
      """;

  /** Means of the tokens of each patch and of the whole image, {@code [B,h·w,D]}. */
  private static final String PATCHES =
      """
      def forward(self, x):
        whole = torch.slice(x, 1, 0, %1$d)
        own = torch.slice(x, 1, %1$d).reshape([x.size(0), -1, %2$d, x.size(2)])
        return (torch.sum(own, [2]) + torch.sum(whole, [1], True)) / (%1$d + %2$d)
      """;

  /** The same, of the tokens that are present. */
  private static final String PRESENT_PATCHES =
      """
      def forward(self, x, present):
        y = x * present.unsqueeze(2)
        whole = torch.slice(y, 1, 0, %1$d)
        own = torch.slice(y, 1, %1$d).reshape([x.size(0), -1, %2$d, x.size(2)])
        count = torch.slice(present, 1, %1$d).reshape([x.size(0), -1, %2$d])
        count = torch.sum(count, [2]) + torch.sum(torch.slice(present, 1, 0, %1$d), [1], True)
        return (torch.sum(own, [2]) + torch.sum(whole, [1], True)) / count.unsqueeze(2)
      """;

  private static final String MEAN = "def forward(self, x):\n  return torch.mean(x, [1])\n";

  private static final String PRESENT_MEAN =
      """
      def forward(self, x, present):
        return torch.sum(x * present.unsqueeze(2), [1]) / torch.sum(present, [1], True)
      """;

  private final TorchOps ops;
  private final GalileoConfig config;
  private final int frames;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final PlaceCodes places;
  private final GalileoTokens tokens;
  private final List<SeparateQkvBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;
  private boolean warned;

  public GalileoEncoder(GalileoConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    frames = context.framesUpTo(config.maxSequenceLength(), NAME);
    places = new PlaceCodes(config);
    VitShape shape = config.shape();
    Map<String, List<String>> bands = config.keys().inputBands();
    ImageCheck.Sizes sizes = ImageCheck.Sizes.multiplesOf(shape.patchSize());
    images = new ImageCheck(NAME, bands, frames, sizes);
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), true, false, false);
    tokens = child("", new GalileoTokens(ops, config));
    for (int i = 0; i < shape.depth(); i++) {
      var block =
          new SeparateQkvBlock(ops, shape.embedDim(), shape.numHeads(), shape.hidden(), EPS);
      blocks.add(child("blocks." + i, block));
    }
    norm = child("norm", new LayerNorm(ops, shape.embedDim(), EPS));
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    GalileoBatch batch = batch(input);
    return maps(batch, trunk(batch).tokens(tokens.forward(batch)));
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    return features(batch(input));
  }

  @Override
  public boolean givesClassTokens() {
    return false;
  }

  /** The maps and the embedding of a batch. */
  GlobalFeatures features(GalileoBatch batch) {
    TransformerTrunk.Pass pass = trunk(batch).pass(tokens.forward(batch));
    NDArray present = batch.present();
    NDArray last = norm.forward(pass.end());
    NDArray mean = present == null ? ops.call(MEAN, last) : ops.call(PRESENT_MEAN, last, present);
    return new GlobalFeatures(maps(batch, pass.taken()), List.of(), mean);
  }

  /** The tokens of a batch after the last block, normalised, {@code [B,N,D]}. */
  NDArray lastTokens(GalileoBatch batch) {
    return trunk(batch).last(tokens.forward(batch));
  }

  private TransformerTrunk trunk(GalileoBatch batch) {
    NDArray present = batch.present();
    NDArray mask = present == null ? null : ops.call(MASK, present);
    List<UnaryOperator<NDArray>> steps = new ArrayList<>();
    blocks.forEach(block -> steps.add(x -> block.forward(x, mask)));
    List<Integer> taken = config.shape().outputLayers();
    return new TransformerTrunk(ops, steps, norm::forward, FinalNorm.ALL, taken, 0);
  }

  private FeatureMaps maps(GalileoBatch batch, List<NDArray> levels) {
    Shape size = batch.image().getShape();
    int patch = config.shape().patchSize();
    int rows = Math.toIntExact(size.get(3) / patch);
    int columns = Math.toIntExact(size.get(4) / patch);
    return new FeatureMaps(
        levels.stream()
            .map(level -> ops.tokensToMap(patches(level, batch.present()), rows, columns))
            .toList());
  }

  private NDArray patches(NDArray level, @Nullable NDArray present) {
    String script = present == null ? PATCHES : PRESENT_PATCHES;
    int leading = tokens.leading(frames);
    String text = String.format(Locale.ROOT, script, leading, tokens.perPatch(frames));
    return present == null ? ops.call(text, level) : ops.call(text, level, present);
  }

  private GalileoBatch batch(EncoderInput input) {
    NDArray image = scaled(images.stack(input));
    NDManager step = image.getManager();
    int patch = config.shape().patchSize();
    int rows = Math.toIntExact(image.getShape().get(3) / patch);
    int columns = Math.toIntExact(image.getShape().get(4) / patch);
    List<Acquisition> acquisitions = input.acquisitions();
    return new GalileoBatch(
        image,
        Months.of(acquisitions, frames, config.defaultMonth(), step),
        places.of(acquisitions, rows, columns, step),
        config.location() ? locations(acquisitions, step) : null,
        config.location() ? present(acquisitions, rows * columns, step) : null);
  }

  private static NDArray locations(List<Acquisition> acquisitions, NDManager owner) {
    float[] points = new float[3 * acquisitions.size()];
    for (int i = 0; i < acquisitions.size(); i++) {
      Acquisition.Place place = acquisitions.get(i).place();
      if (place != null) {
        System.arraycopy(place.onUnitSphere(), 0, points, 3 * i, 3);
      }
    }
    return owner.create(points, new Shape(acquisitions.size(), 3));
  }

  /** Samples of unknown place lack the first token. */
  private @Nullable NDArray present(List<Acquisition> acquisitions, int grid, NDManager owner) {
    if (acquisitions.stream().allMatch(acquisition -> acquisition.place() != null)) {
      return null;
    }
    if (!warned) {
      warned = true;
      LOG.warn(
          "the data set does not declare where all of its images were taken; {} runs those without"
              + " the token of the place",
          NAME);
    }
    int length = tokens.leading(frames) + grid * tokens.perPatch(frames);
    float[] present = new float[acquisitions.size() * length];
    Arrays.fill(present, 1);
    for (int i = 0; i < acquisitions.size(); i++) {
      present[i * length] = acquisitions.get(i).place() == null ? 0 : 1;
    }
    return owner.create(present, new Shape(acquisitions.size(), length));
  }

  private NDArray scaled(NDArray image) {
    Double deviations = config.stdMultiplier();
    return deviations == null
        ? image
        : ops.call(String.format(Locale.ROOT, SCALED, 0.5 / deviations), image);
  }

  @Override
  public TokenLayout tokenLayout() {
    return new TokenLayout(tokens.leading(frames), false, true);
  }

  /**
   * The layout of the authors' encoder files, some of which have {@code .backbone} inside the
   * names. Tensors of groups that the config omits, such as those of land cover, are not used.
   */
  @Override
  public List<String> assumptions(Acquisition taken) {
    List<String> lacking =
        new ArrayList<>(Months.assumptions(taken, frames, NAME, config.defaultMonth()));
    if (config.location() && taken.place() == null) {
      lacking.add("place, without whose token " + NAME + " runs");
    }
    return lacking;
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    Set<String> own = tensors().keySet();
    return CheckpointLayout.exact()
        .renaming(name -> name.replace(".backbone", ""))
        .ignoring(key -> isOfGroups(key) && !own.contains(key.replace(".backbone", "")));
  }

  /** Whether a tensor of the checkpoint belongs to groups, which a config may omit. */
  private static boolean isOfGroups(String key) {
    return Arrays.stream(Kind.values())
        .anyMatch(kind -> key.startsWith(kind.prefix()) || key.equals(kind.table()));
  }

  @Override
  public boolean isInputLayer(String name) {
    return Arrays.stream(Kind.values()).anyMatch(kind -> name.startsWith(kind.prefix()));
  }
}
