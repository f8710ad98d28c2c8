package org.eobench.encoders.presto;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
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
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.Months;
import org.eobench.core.encoder.SentinelGroups;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * Presto (Tseng et al. 2023, arXiv:2304.14065): the time series of each pixel is a separate
 * sequence with one token per date and group of bands. The features of a pixel are the normalised
 * mean of its tokens, so maps are as large as the image.
 */
public final class PrestoEncoder extends Encoder {
  private static final double EPS = 1e-5;

  /** Row of the vegetation index in the table of groups, and the number of rows. */
  private static final int NDVI = 8;

  private static final int GROUPS = 10;

  /** The bands of a group, one row per pixel: {@code [B,C,T,H,W]} to {@code [B·H·W,T,c]}. */
  private static final String PIXELS =
      """
      def forward(self, image, index):
        x = torch.index_select(image, 1, index).permute([0, 3, 4, 2, 1])
        return x.reshape([-1, x.size(3), x.size(4)])
      """;

  private static final String TOKENS =
      """
      def forward(self, x, months, groups, group_table, date_table, month_table):
        b = months.size(0)
        t = months.size(1)
        g = x.size(2)
        month = torch.index_select(month_table, 0, months.reshape([-1])).reshape([b, t, 1, -1])
        group = torch.index_select(group_table, 0, groups).reshape([1, 1, g, -1])
        date = torch.slice(date_table, 1, 0, t).reshape([1, t, 1, -1])
        code = torch.cat([torch.expand(month, [b, t, g, -1]),
                          torch.expand(group, [b, t, g, -1]),
                          torch.expand(date, [b, t, g, -1])], 3)
        y = x.reshape([b, -1, t, g, x.size(3)]) + code.unsqueeze(1)
        return y.reshape([x.size(0), t * g, -1])
      """;

  /** Prepends a token of the sample to the tokens of each of its pixels. */
  private static final String WITH_PLACE =
      """
      def forward(self, x, place):
        b = place.size(0)
        d = place.size(1)
        first = torch.expand(place.reshape([b, 1, 1, d]), [b, x.size(0) // b, 1, d])
        return torch.cat([first.reshape([-1, 1, d]), x], 1)
      """;

  private static final String MEAN = "def forward(self, x):\n  return torch.mean(x, [1])\n";

  private final TorchOps ops;
  private final PrestoConfig config;
  private final int frames;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final PrestoInputs inputs;
  private final List<long[]> channels = new ArrayList<>();
  private final List<Linear> embeds = new ArrayList<>();
  private final long[] groups;
  private final Parameter dateTable;
  private final Parameter monthTable;
  private final Parameter groupTable;
  private final @Nullable Linear placeEmbed;
  private final TransformerTrunk trunk;
  private final LayerNorm norm;

  public PrestoEncoder(PrestoConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    frames = context.framesUpTo(config.maxSequenceLength(), "Presto");
    VitShape shape = config.shape();
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck("Presto", bands, frames, ImageCheck.Sizes.multiplesOf(1));
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), true, false, false);
    inputs = new PrestoInputs(ops, config);
    int width = shape.embedDim();
    int code = config.codeWidth();
    int dates = config.maxSequenceLength();
    dateTable = fixed("pos_embed", new Shape(1, dates, 2L * code), dates(2 * code, dates));
    monthTable = fixed("month_embed.weight", new Shape(Months.COUNT, code), Months.table(code));
    groupTable = parameter("channel_embed.weight", new Shape(GROUPS, code), Inits.normal(1));
    List<SentinelGroups.PresentGroup> seen = new ArrayList<>(SentinelGroups.of("Presto", bands));
    if (config.ndvi()) {
      seen.add(
          new SentinelGroups.PresentGroup("NDVI", NDVI, List.of(config.keys().bandNames().size())));
    }
    groups = seen.stream().mapToLong(SentinelGroups.PresentGroup::index).toArray();
    for (SentinelGroups.PresentGroup group : seen) {
      channels.add(group.channels().stream().mapToLong(Integer::longValue).toArray());
      embeds.add(child("eo_patch_embed." + group.name(), embed(group.channels().size(), width)));
    }
    placeEmbed = config.location() ? child("latlon_embed", embed(3, width)) : null;
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.depth(); i++) {
      var block = new TransformerBlock(ops, width, shape.numHeads(), shape.hidden(), true, EPS);
      blocks.add(child("blocks." + i, block)::forward);
    }
    norm = child("norm", new LayerNorm(ops, width, EPS));
    trunk = new TransformerTrunk(ops, blocks, null, FinalNorm.NONE, shape.outputLayers(), 0);
  }

  private Parameter fixed(String name, Shape size, float[] values) {
    return buffer(name, size, DataType.FLOAT32, Inits.table(values));
  }

  private Linear embed(int in, int out) {
    return new Linear(ops, in, out, Inits.xavierUniform(), Inits.ZEROS);
  }

  /** Alternating sines and cosines, with frequencies from 1 down to 1/1000. */
  static float[] dates(int width, int dates) {
    float[] table = new float[dates * width];
    for (int date = 0; date < dates; date++) {
      for (int i = 0; i < width; i++) {
        int pair = i / 2;
        double angle = date / Math.pow(1000, 2.0 * pair / width);
        table[date * width + i] = (float) (i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return table;
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray image = images.stack(input);
    NDArray bands = inputs.scaled(image);
    NDManager step = bands.getManager();
    NDList tokens = new NDList();
    for (int i = 0; i < embeds.size(); i++) {
      NDArray pixels = ops.call(PIXELS, bands, step.create(channels.get(i)));
      tokens.add(embeds.get(i).forward(pixels));
    }
    NDArray sequence =
        ops.call(
            TOKENS,
            NDArrays.stack(tokens, 2),
            Months.of(input.acquisitions(), frames, config.defaultMonth(), step),
            step.create(groups),
            groupTable.array(),
            dateTable.array(),
            monthTable.array());
    if (placeEmbed != null) {
      NDArray places = placeEmbed.forward(PrestoInputs.places(input.acquisitions(), step));
      sequence = ops.call(WITH_PLACE, sequence, places);
    }
    Shape size = image.getShape();
    return new FeatureMaps(trunk.tokens(sequence).stream().map(level -> map(level, size)).toList());
  }

  private NDArray map(NDArray tokens, Shape image) {
    NDArray pixels = norm.forward(ops.call(MEAN, tokens));
    return ops.tokensToMap(
        pixels.reshape(image.get(0), -1, config.shape().embedDim()),
        Math.toIntExact(image.get(3)),
        Math.toIntExact(image.get(4)));
  }

  /**
   * The layout of the authors' file, which contains the encoder and the decoder. Tensors for
   * weather, terrain and land cover are not used here, nor are those of groups that the config
   * omits.
   */
  @Override
  public List<String> assumptions(Acquisition taken) {
    return Months.assumptions(taken, frames, "Presto", config.defaultMonth());
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact()
        .ignoring(
            key ->
                key.startsWith("eo_patch_embed.")
                    || key.startsWith("dw_embed.")
                    || key.startsWith("latlon_embed."));
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("eo_patch_embed.");
  }
}
