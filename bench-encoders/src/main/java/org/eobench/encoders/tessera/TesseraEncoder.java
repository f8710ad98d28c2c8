package org.eobench.encoders.tessera;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
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
import org.eobench.core.encoder.ImageCheck;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;

/**
 * A student of TESSERA v2 (Feng et al. 2025, arXiv:2506.20380). The series of each pixel is a
 * sample of its own; its vector has mean 0 and variance 1. A prefix of the vector is usable alone.
 * Maps are as large as the image.
 */
public final class TesseraEncoder extends Encoder {
  private static final String NAME = "TESSERA";
  private static final double EPS = 1e-5;

  /** The most pixels of an image that pass through the networks at once, to bound memory. */
  private static final int PIXELS_AT_ONCE = 4096;

  /** One series of the pixels in rows of an image, {@code [B·h·W,T,c]}. */
  private static final String PIXELS =
      """
      def forward(self, image, channels):
        x = torch.slice(torch.index_select(image, 1, channels), 3, %d, %d)
        x = x.permute([0, 3, 4, 2, 1])
        return x.reshape([-1, x.size(3), x.size(4)])
      """;

  private static final String PADDED =
      """
      def forward(self, x, dates):
        return torch.index_select(x, 1, dates)
      """;

  private static final String REDUCED =
      """
      def forward(self, x, w1, b1, g, h, w2, b2):
        y = self.full(self.dense(x, w1, b1))
        y = torch.relu(torch.layer_norm(y, g.size(), g, h, %1$s))
        y = self.full(self.dense(y, w2, b2))
        y = torch.layer_norm(y, [y.size(1)], None, None, %1$s)
        return torch.slice(y, 1, 0, %2$d)
      """;

  private static final String NOTHING =
      """
      def forward(self, x):
        return torch.zeros_like(x)
      """;

  private static final String MAP =
      """
      def forward(self, x):
        return x.reshape([-1, %d, %d, x.size(1)]).permute([0, 3, 1, 2])
      """;

  private final TorchOps ops;
  private final TesseraConfig config;
  private final ImageCheck images;
  private final EncoderSpec spec;
  private final SeriesDays days;
  private final Map<String, SeriesNetwork> networks = new LinkedHashMap<>();
  private final Linear wide;
  private final LayerNorm norm;
  private final Linear narrow;

  public TesseraEncoder(TesseraConfig config, EncoderContext context) {
    this.ops = context.ops();
    this.config = config;
    Map<String, List<String>> bands = config.keys().inputBands();
    images = new ImageCheck(NAME, bands, context.frames(), ImageCheck.Sizes.multiplesOf(1));
    days = new SeriesDays(NAME, context.frames());
    EncoderSpec.Level level = new EncoderSpec.Level(config.outputDim(), 1);
    spec = new EncoderSpec(bands, config.inputSize(), List.of(level), true, false, false);
    config
        .backbones()
        .forEach(
            (modality, name) -> {
              if (bands.containsKey(modality)) {
                int count = config.seriesOf(modality).get(0).size();
                networks.put(modality, child(name, new SeriesNetwork(ops, config, count)));
              }
            });
    int width = config.width();
    int joined = config.backbones().size() * width;
    wide = child("dim_reducer.0", new Linear(ops, joined, 4 * width, true));
    norm = child("dim_reducer.1", new LayerNorm(ops, 4 * width, EPS));
    narrow = child("dim_reducer.4", new Linear(ops, 4 * width, config.reprDim(), true));
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    Map<String, NDArray> checked = new LinkedHashMap<>();
    networks.keySet().forEach(modality -> checked.put(modality, images.image(modality, input)));
    images.requireOneSize(checked);
    NDArray first = checked.values().iterator().next();
    NDManager step = first.getManager();
    float[][] dates = days.of(input.acquisitions());
    Map<String, Dates> seen = new LinkedHashMap<>();
    checked.keySet().forEach(modality -> seen.put(modality, dates(modality, dates, step)));
    int height = Math.toIntExact(first.getShape().get(3));
    int width = Math.toIntExact(first.getShape().get(4));
    int rows = Math.max(1, PIXELS_AT_ONCE / width);
    NDList strips = new NDList();
    for (int top = 0; top < height; top += rows) {
      int bottom = Math.min(top + rows, height);
      Map<String, NDArray> vectors = new LinkedHashMap<>();
      for (Map.Entry<String, SeriesNetwork> entry : networks.entrySet()) {
        String modality = entry.getKey();
        Dates shown = Objects.requireNonNull(seen.get(modality));
        NDArray image = Objects.requireNonNull(checked.get(modality));
        NDArray pixels = pixels(modality, image, shown.padded(), top, bottom);
        vectors.put(modality, entry.getValue().forward(pixels, shown.codes()));
      }
      String map = String.format(Locale.ROOT, MAP, bottom - top, width);
      strips.add(ops.call(map, reduced(vectors)));
    }
    return new FeatureMaps(
        List.of(strips.size() == 1 ? strips.get(0) : NDArrays.concat(strips, 2)));
  }

  /**
   * The dates of all series of a modality, one series after the other, as the network sees them.
   *
   * @param padded their indices
   * @param codes {@code [B,T,D]}
   */
  // Never compared as a record.
  @SuppressWarnings("ArrayRecordComponent")
  private record Dates(long[] padded, NDArray codes) {}

  private Dates dates(String modality, float[][] days, NDManager step) {
    int frames = days[0].length;
    long[] padded = SeriesPadding.indices(frames * config.seriesOf(modality).size());
    float[][] shown = new float[days.length][padded.length];
    for (int sample = 0; sample < days.length; sample++) {
      for (int i = 0; i < padded.length; i++) {
        shown[sample][i] = days[sample][(int) padded[i] % frames];
      }
    }
    return new Dates(padded, SeriesDays.codes(shown, config.width(), step));
  }

  /** The padded series of the pixels in some rows. */
  private NDArray pixels(String modality, NDArray image, long[] padded, int top, int bottom) {
    NDManager step = image.getManager();
    List<String> bands = spec.inputBands().getOrDefault(modality, List.of());
    String script = String.format(Locale.ROOT, PIXELS, top, bottom);
    NDList series = new NDList();
    for (List<String> names : config.seriesOf(modality)) {
      long[] channels = names.stream().mapToLong(bands::indexOf).toArray();
      series.add(ops.call(script, image, step.create(channels)));
    }
    NDArray joined = series.size() == 1 ? series.get(0) : NDArrays.concat(series, 1);
    return ops.call(PADDED, joined, step.create(padded));
  }

  /**
   * The values of pixels, {@code [N,output_dim]}.
   *
   * @param vectors of each modality with a series, {@code [N,D]}
   */
  NDArray reduced(Map<String, NDArray> vectors) {
    NDList parts = new NDList();
    NDArray any = vectors.values().iterator().next();
    for (String modality : config.backbones().keySet()) {
      NDArray own = vectors.get(modality);
      parts.add(own == null ? ops.call(NOTHING, any) : own);
    }
    String script = String.format(Locale.ROOT, REDUCED, EPS, config.outputDim());
    NDArray[] first = wide.arrays().toArray(NDArray[]::new);
    NDArray[] normed = norm.arrays().toArray(NDArray[]::new);
    NDArray[] last = narrow.arrays().toArray(NDArray[]::new);
    return ops.call(
        script,
        NDArrays.concat(parts, 1),
        first[0],
        first[1],
        normed[0],
        normed[1],
        last[0],
        last[1]);
  }

  /** The network of a modality. */
  SeriesNetwork network(String modality) {
    return Objects.requireNonNull(networks.get(modality), modality);
  }

  /** The weights below {@code model}; the networks of modalities without bands are not used. */
  @Override
  public List<String> assumptions(Acquisition taken) {
    return days.assumptions(taken);
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    Set<String> own = tensors().keySet();
    return CheckpointLayout.exact()
        .ignoring(
            key ->
                config.backbones().values().stream().anyMatch(name -> key.startsWith(name + "."))
                    && !own.contains(key));
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.contains(".embedding.");
  }
}
