package org.eobench.encoders.galileo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.Months;
import org.eobench.core.encoder.SentinelGroups;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.SeparateQkvBlock;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;

/**
 * Galileo (Tseng et al. 2025, arXiv:2502.09356): every patch of every date has one token per group
 * of bands, and all of them attend to each other. A map is the mean of the normalised tokens over
 * dates and groups, as in the authors' probing. A map of an earlier block is the output of the
 * model without the later blocks.
 */
public final class GalileoEncoder extends Encoder {
  private static final double EPS = 1e-5;

  /** Rows of the table of groups; the last one belongs to the vegetation index. */
  private static final int GROUPS = 7;

  private static final String SCALED =
      """
      def forward(self, x):
        return torch.add(torch.mul(x, %s), 0.5)
      """;

  /** Adds the codes; tokens are ordered by patch, then date, then group. */
  private static final String TOKENS =
      """
      def forward(self, x, months, places, groups, channel_table, date_table, month_table):
        b = months.size(0)
        t = months.size(1)
        n = x.size(1)
        g = x.size(2)
        y = x.reshape([b, t, n, g, -1]).permute([0, 2, 1, 3, 4])
        group = torch.index_select(channel_table, 0, groups).reshape([1, 1, 1, g, -1])
        date = torch.slice(date_table, 0, 0, t).reshape([1, 1, t, 1, -1])
        month = torch.index_select(month_table, 0, months.reshape([-1])).reshape([b, 1, t, 1, -1])
        place = places.reshape([b, n, 1, 1, -1])
        code = torch.cat([torch.expand(group, [b, n, t, g, -1]),
                          torch.expand(date, [b, n, t, g, -1]),
                          torch.expand(month, [b, n, t, g, -1]),
                          torch.expand(place, [b, n, t, g, -1])], 4)
        return (y + code).reshape([b, n * t * g, -1])
      """;

  /** Mean over the tokens of each patch. */
  private static final String PATCHES =
      """
      def forward(self, x):
        return torch.mean(x.reshape([x.size(0), -1, %d, x.size(2)]), [2])
      """;

  private final TorchOps ops;
  private final GalileoConfig config;
  private final int frames;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final PlaceCodes places;
  private final long[] groups;
  private final Parameter dateTable;
  private final Parameter monthTable;
  private final Parameter channelTable;
  private final List<FlexiPatchEmbed> patchEmbeds = new ArrayList<>();
  private final TransformerTrunk trunk;

  public GalileoEncoder(GalileoConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    frames = context.framesUpTo(config.maxSequenceLength(), "Galileo");
    places = new PlaceCodes(config);
    VitShape shape = config.shape();
    Map<String, List<String>> bands = config.keys().inputBands();
    ImageCheck.Sizes sizes = ImageCheck.Sizes.multiplesOf(shape.patchSize());
    images = new ImageCheck("Galileo", bands, frames, sizes);
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), true, false, false);
    int code = config.codeWidth();
    dateTable =
        table(
            "pos_embed",
            config.maxSequenceLength(),
            GalileoCodes.dates(code, config.maxSequenceLength()));
    monthTable = table("month_embed.weight", Months.COUNT, Months.table(code));
    channelTable = parameter("s_t_channel_embed", new Shape(GROUPS, code), Inits.normal(0.02));
    List<SentinelGroups.PresentGroup> seen = SentinelGroups.of("Galileo", bands);
    groups = seen.stream().mapToLong(SentinelGroups.PresentGroup::index).toArray();
    for (SentinelGroups.PresentGroup group : seen) {
      var embed =
          new FlexiPatchEmbed(
              ops, group.channels(), shape.embedDim(), shape.patchSize(), config.maxPatchSize());
      patchEmbeds.add(child("space_time_embed." + group.name(), embed));
    }
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block =
          new SeparateQkvBlock(ops, shape.embedDim(), shape.numHeads(), shape.hidden(), EPS);
      blocks.add(child("blocks." + i, block)::forward);
    }
    LayerNorm norm = child("norm", new LayerNorm(ops, shape.embedDim(), EPS));
    trunk =
        new TransformerTrunk(ops, blocks, norm::forward, FinalNorm.ALL, shape.outputLayers(), 0);
  }

  private Parameter table(String name, int rows, float[] values) {
    Shape size = new Shape(rows, config.codeWidth());
    return buffer(name, size, DataType.FLOAT32, Inits.table(values));
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = scaled(images.stack(input));
    NDManager step = image.getManager();
    int patch = config.shape().patchSize();
    int rows = Math.toIntExact(image.getShape().get(3) / patch);
    int columns = Math.toIntExact(image.getShape().get(4) / patch);
    NDList groupTokens = new NDList();
    patchEmbeds.forEach(embed -> groupTokens.add(embed.forward(image)));
    NDArray tokens =
        ops.call(
            TOKENS,
            NDArrays.stack(groupTokens, 2),
            Months.of(input.acquisitions(), frames, config.defaultMonth(), step),
            places.of(input.acquisitions(), rows, columns, step),
            step.create(groups),
            channelTable.array(),
            dateTable.array(),
            monthTable.array());
    String patches = String.format(Locale.ROOT, PATCHES, frames * groups.length);
    return new FeatureMaps(
        trunk.tokens(tokens).stream()
            .map(level -> ops.tokensToMap(ops.call(patches, level), rows, columns))
            .toList());
  }

  private NDArray scaled(NDArray image) {
    Double deviations = config.stdMultiplier();
    return deviations == null
        ? image
        : ops.call(String.format(Locale.ROOT, SCALED, 0.5 / deviations), image);
  }

  @Override
  public TokenLayout tokenLayout() {
    return new TokenLayout(0, false, true);
  }

  /**
   * The layout of the authors' encoder files, some of which have {@code .backbone} inside the
   * names. Tensors for weather, terrain, land cover and place are not used here, nor are those of
   * band groups that the config omits.
   */
  @Override
  public CheckpointLayout checkpointLayout() {
    List<String> seen = tensors().keySet().stream().filter(GalileoEncoder::isEmbedding).toList();
    return CheckpointLayout.exact()
        .renaming(name -> name.replace(".backbone", ""))
        .ignoring(key -> unused(key.replace(".backbone", ""), seen));
  }

  private static boolean isEmbedding(String name) {
    return name.startsWith("space_time_embed.");
  }

  private static boolean unused(String key, List<String> seen) {
    return key.matches("(sp|t|st)_channel_embed")
        || key.startsWith("space_embed.")
        || key.startsWith("time_embed.")
        || key.startsWith("static_embed.")
        || (isEmbedding(key) && !seen.contains(key));
  }

  @Override
  public boolean isInputLayer(String name) {
    return isEmbedding(name);
  }
}
