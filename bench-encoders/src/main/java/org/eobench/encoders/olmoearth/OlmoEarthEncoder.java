package org.eobench.encoders.olmoearth;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;

/**
 * OlmoEarth v1, v1.1 and v1.2 (Ai2 2025, arXiv:2511.13655). A map {@code [B,D,h,w]} is the mean of
 * the normalised tokens over the dates and band sets of each modality, then over the modalities;
 * that of an earlier block is the output of the model without the later blocks. The embedding is
 * the mean of all tokens.
 */
public final class OlmoEarthEncoder extends Encoder implements GlobalEncoder {
  private static final String NAME = "OlmoEarth";

  private static final String SCALED =
      """
      def forward(self, x):
        return torch.add(torch.mul(x, %s), 0.5)
      """;

  private final TorchOps ops;
  private final OlmoEarthConfig config;
  private final int frames;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final Places places;
  private final Map<String, ModalityTokens> tokens = new LinkedHashMap<>();
  private final Parameter monthTable;
  private final List<OlmoEarthBlock> blocks = new ArrayList<>();
  private final Pooling pooling;

  public OlmoEarthEncoder(OlmoEarthConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    frames = context.frames();
    places = new Places(config, frames);
    VitShape shape = config.shape();
    Map<String, List<String>> bands = config.keys().inputBands();
    ImageCheck.Sizes sizes = ImageCheck.Sizes.multiplesOf(shape.patchSize());
    images = new ImageCheck(NAME, bands, frames, sizes);
    spec = new EncoderSpec(bands, shape.inputSize(), shape.levels(), true, false, false);
    int width = config.codeWidth();
    monthTable =
        buffer(
            OlmoEarthCheckpoint.MONTHS,
            new Shape(Months.COUNT, width),
            DataType.FLOAT32,
            Inits.table(Months.table(width)));
    SetTables tables = new SetTables(config);
    for (String modality : bands.keySet()) {
      var part = new ModalityTokens(ops, config, modality, dates(modality), tables.of(modality));
      tokens.put(modality, child(ModalityTokens.PATCHES + config.key(modality), part));
    }
    child(SetTables.NAME, tables);
    for (int i = 0; i < shape.depth(); i++) {
      blocks.add(child("blocks." + i, new OlmoEarthBlock(ops, config)));
    }
    LayerNorm norm = child("norm", new LayerNorm(ops, shape.embedDim(), OlmoEarthBlock.EPS));
    pooling =
        new Pooling(
            ops, norm, tokens.values().stream().map(ModalityTokens::layout).toList(), frames);
  }

  /** The dates of a modality that have images. */
  private List<Integer> dates(String modality) {
    try {
      return config.dates(modality, frames);
    } catch (IllegalArgumentException e) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("MissingDates", String.valueOf(e.getMessage()))
              .at("encoder.missing_dates." + modality)
              .next("remove numbers from `encoder.missing_dates." + modality + "`"));
    }
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    Batch batch = batch(input);
    return maps(batch, batch.trunk().tokens(batch.tokens()));
  }

  @Override
  public boolean givesClassTokens() {
    return false;
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    Batch batch = batch(input);
    TransformerTrunk.Pass pass = batch.trunk().pass(batch.tokens());
    NDArray mean = pooling.mean(normed(batch, pass.end()));
    return new GlobalFeatures(maps(batch, pass.taken()), List.of(), mean);
  }

  private FeatureMaps maps(Batch batch, List<NDArray> levels) {
    return new FeatureMaps(
        levels.stream().map(level -> pooling.map(normed(batch, level))).toList());
  }

  private List<NDArray> normed(Batch batch, NDArray level) {
    return pooling.normed(level, batch.rows(), batch.columns());
  }

  /** A batch before the first block. */
  private record Batch(NDArray tokens, TransformerTrunk trunk, int rows, int columns) {}

  private Batch batch(EncoderInput input) {
    Map<String, NDArray> checked = new LinkedHashMap<>();
    tokens.keySet().forEach(modality -> checked.put(modality, images.image(modality, input)));
    images.requireOneSize(checked);
    NDArray first = checked.values().iterator().next();
    NDManager step = first.getManager();
    int rows = Math.toIntExact(first.getShape().get(3)) / config.shape().patchSize();
    int columns = Math.toIntExact(first.getShape().get(4)) / config.shape().patchSize();
    TokenCodes codes =
        new TokenCodes(
            Months.of(input.acquisitions(), frames, config.defaultMonth(), step),
            monthTable.array(),
            places.dateCodes(step),
            places.codes(input.acquisitions(), rows, columns, step));
    NDList parts = new NDList();
    tokens.forEach(
        (modality, part) -> {
          NDArray image = Objects.requireNonNull(checked.get(modality));
          parts.add(part.forward(scaled(image), codes));
        });
    NDArray joined = parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 2);
    boolean rotary = config.positions() == OlmoEarthConfig.Positions.ROTARY;
    NDArray coordinates =
        rotary
            ? places.coordinates(input.acquisitions(), rows, columns, pooling.layouts(), step)
            : null;
    List<UnaryOperator<NDArray>> steps = new ArrayList<>();
    blocks.forEach(block -> steps.add(x -> block.forward(x, coordinates)));
    TransformerTrunk trunk =
        new TransformerTrunk(ops, steps, null, FinalNorm.NONE, config.shape().outputLayers(), 0);
    Shape grid = joined.getShape();
    return new Batch(
        joined.reshape(grid.get(0), grid.get(1) * grid.get(2), grid.get(3)), trunk, rows, columns);
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

  @Override
  public List<String> assumptions(Acquisition taken) {
    return Months.assumptions(taken, frames, NAME, config.defaultMonth());
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return OlmoEarthCheckpoint.layout(tensors().keySet());
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith(ModalityTokens.PATCHES);
  }
}
