package org.eobench.encoders.anysat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.ScaledSinCos;
import org.eobench.core.nn.vit.Tokens;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.encoders.tessera.SeriesDays;

/**
 * AnySat (Astruc et al. 2024, arXiv:2412.14123). A sensor is a series of images or one image; all
 * show the same ground. The map is that of the patches, or of cells of 10 m; the embedding is the
 * token of the image.
 */
public final class AnySatEncoder extends Encoder implements GlobalEncoder {
  private static final String NAME = "AnySat";
  private static final double EPS = 1e-6;
  private static final String PROJECTOR = "projector_";

  private static final String ORDERED =
      """
      def forward(self, image, channels):
        return torch.index_select(image, 1, channels)
      """;

  /** The token of each patch with its position, {@code [B,N,D]}. */
  private static final String PATCHES =
      """
      def forward(self, x, positions):
        y = x.select(1, 0).reshape([-1, %d, x.size(2)])
        return y + torch.slice(positions, 1, 1)
      """;

  private static final String MAP =
      """
      def forward(self, x):
        y = torch.slice(x, 1, 1).transpose(1, 2)
        return y.reshape([x.size(0), x.size(2), %d, %d])
      """;

  /** Patches repeated for their cells, then the cells, {@code [B,2D,h·s,w·s]}. */
  private static final String CELLS =
      """
      def forward(self, x, cells):
        b, d, h, w = x.size()
        own = torch.slice(cells, 1, 1).reshape([b, h, w, %1$d, %1$d, d])
        own = own.permute([0, 5, 1, 3, 2, 4]).reshape([b, d, h * %1$d, w * %1$d])
        wide = x.repeat_interleave(%1$d, 2).repeat_interleave(%1$d, 3)
        return torch.cat([wide, own], 1)
      """;

  private final TorchOps ops;
  private final AnySatConfig config;
  private final int frames;
  private final EncoderSpec spec;
  private final Map<String, ImageCheck> images = new LinkedHashMap<>();
  private final Map<String, Projector> projectors = new LinkedHashMap<>();
  private final SeriesDays days;
  private final Parameter classToken;
  private final PatchEncoder patches;
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final JoiningBlock last;

  public AnySatEncoder(AnySatConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    frames = context.frames();
    days = new SeriesDays(NAME, frames);
    int width = config.embedDim();
    Map<String, List<String>> bands = config.keys().inputBands();
    spec = new EncoderSpec(bands, config.inputSize(), List.of(level(bands)), true, false, false);
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.truncNormal(0.02));
    bands.forEach(
        (modality, names) -> {
          Sensor sensor = config.sensor(modality);
          ImageCheck.Sizes sizes = ImageCheck.Sizes.multiplesOf(config.cells() * sensor.pixels());
          images.put(modality, new ImageCheck(NAME, bands, dates(modality, sensor), sizes));
          projectors.put(modality, projector(sensor, names.size()));
        });
    patches = child("spatial_encoder", new PatchEncoder(ops, config));
    for (int i = 0; i < config.depth(); i++) {
      var block = new TransformerBlock(ops, width, config.numHeads(), config.hidden(), true, EPS);
      blocks.add(child("blocks." + i, block));
    }
    last = child("blocks." + config.depth(), new JoiningBlock(ops, config));
  }

  private EncoderSpec.Level level(Map<String, List<String>> bands) {
    int pixels = config.sensor(bands.keySet().iterator().next()).pixels();
    return config.output() == AnySatOutput.DENSE
        ? new EncoderSpec.Level(2 * config.embedDim(), pixels)
        : new EncoderSpec.Level(config.embedDim(), config.cells() * pixels);
  }

  /** Sensors of single images need data sets of one date. */
  private int dates(String modality, Sensor sensor) {
    if (frames > 1 && !sensor.isSeries()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "SingleImage",
                  String.format(
                      Locale.ROOT,
                      "%s takes one image of %s, but the data set has %d dates per sample",
                      NAME,
                      sensor.key(),
                      frames))
              .at("encoder.input_bands." + modality)
              .next("choose a data set with one date, or remove this modality"));
    }
    return frames;
  }

  private Projector projector(Sensor sensor, int bands) {
    String name = PROJECTOR + sensor.key();
    if (sensor.isSeries()) {
      return child(name, new SeriesProjector(ops, config, sensor, bands));
    }
    return child(name, new ImageProjector(ops, config, sensor, bands));
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    return encodeGlobal(input).maps();
  }

  @Override
  public GlobalFeatures encodeGlobal(EncoderInput input) {
    Map<String, NDArray> checked = new LinkedHashMap<>();
    images.forEach(
        (modality, check) ->
            checked.put(modality, ordered(modality, check.image(modality, input))));
    return features(checked, days.of(input.acquisitions()), config.output());
  }

  /** A class token is as wide as the map of patches. */
  @Override
  public boolean givesClassTokens() {
    return config.output() == AnySatOutput.PATCH;
  }

  /** The bands of an image in the order of the checkpoint. */
  private NDArray ordered(String modality, NDArray image) {
    return ops.call(ORDERED, image, image.getManager().create(config.channels(modality)));
  }

  /**
   * The map and the token of the images.
   *
   * @param images by modality, {@code [B,C,T,H,W]}, bands in the order of the checkpoint
   * @param dates days of the year of the dates of series, 1 to 366, {@code [B][T]}
   */
  GlobalFeatures features(Map<String, NDArray> images, float[][] dates, AnySatOutput output) {
    Map<String, NDArray> tokens = new LinkedHashMap<>();
    int[] grid = grid(images);
    images.forEach(
        (modality, image) ->
            tokens.put(
                modality,
                patches.forward(
                    Objects.requireNonNull(projectors.get(modality)).forward(image, dates))));
    NDArray joined = joined(List.copyOf(tokens.values()), grid[0], grid[1]);
    NDArray map = ops.call(String.format(Locale.ROOT, MAP, grid[0], grid[1]), joined);
    if (output == AnySatOutput.DENSE) {
      String script = String.format(Locale.ROOT, CELLS, config.cells());
      map = ops.call(script, map, tokens.values().iterator().next());
    }
    NDArray tile = TokenFeatures.first(ops, joined);
    boolean dense = output == AnySatOutput.DENSE;
    return new GlobalFeatures(
        new FeatureMaps(List.of(map)), dense ? List.of() : List.of(tile), tile);
  }

  /** The tokens of the image and its patches, {@code [B,1+N,D]}, from those of each sensor. */
  private NDArray joined(List<NDArray> sensors, int rows, int columns) {
    NDManager step = sensors.get(0).getManager();
    float[] table = ScaledSinCos.table(config.embedDim(), rows, columns, config.cells(), true);
    NDArray positions =
        step.create(table, new Shape(1, 1 + (long) rows * columns, config.embedDim()));
    String script = String.format(Locale.ROOT, PATCHES, rows * columns);
    NDList parts = new NDList();
    sensors.forEach(sensor -> parts.add(ops.call(script, sensor, positions)));
    NDArray all = parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 1);
    NDArray x = ops.detached(Tokens.withFirst(ops, all, classToken.array()));
    for (TransformerBlock block : blocks) {
      x = ops.recomputed(block::forward, x);
    }
    NDArray buckets = RelativeBuckets.of(rows, columns, sensors.size(), step);
    return last.forward(x, positions, buckets);
  }

  /** Rows and columns of patches, which all sensors share. */
  private int[] grid(Map<String, NDArray> images) {
    int[] grid = null;
    for (Map.Entry<String, NDArray> entry : images.entrySet()) {
      Shape shape = entry.getValue().getShape();
      int side = config.cells() * config.sensor(entry.getKey()).pixels();
      int rows = Math.toIntExact(shape.get(3)) / side;
      int columns = Math.toIntExact(shape.get(4)) / side;
      if (grid != null && (grid[0] != rows || grid[1] != columns)) {
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of(
                    "ImageSize",
                    String.format(
                        Locale.ROOT,
                        "the images of one sample show other ground: %d x %d and %d x %d patches",
                        grid[0],
                        grid[1],
                        rows,
                        columns))
                .at(String.format(Locale.ROOT, "%s image of shape %s", entry.getKey(), shape))
                .expecting(
                    String.format(
                        Locale.ROOT,
                        "%d x %d pixels, as %s has %d pixels per 10 m",
                        grid[0] * side,
                        grid[1] * side,
                        config.sensor(entry.getKey()).key(),
                        config.sensor(entry.getKey()).pixels()))
                .next("use a data set whose images have this size, or remove the modality"));
      }
      grid = new int[] {rows, columns};
    }
    return Objects.requireNonNull(grid, "no image");
  }

  /** The file below {@code state_dict}; sensors without bands and the value of gaps are unused. */
  @Override
  public List<String> assumptions(Acquisition taken) {
    return days.assumptions(taken);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    Set<String> own = tensors().keySet();
    return CheckpointLayout.exact()
        .ignoring(key -> key.startsWith(PROJECTOR) && !own.contains(key));
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith(PROJECTOR);
  }
}
