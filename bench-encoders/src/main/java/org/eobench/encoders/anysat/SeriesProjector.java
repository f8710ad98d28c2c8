package org.eobench.encoders.anysat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.ModelSize;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * The projector of a sensor with series: a lightweight temporal attention encoder (Garnot and
 * Landrieu 2020, arXiv:2007.00586) of each pixel. Its tensors are below {@code patch_embed.}:
 * {@code inconv}, {@code in_norm}, {@code attention_heads}, {@code mlp} and {@code out_norm}.
 */
final class SeriesProjector extends Module implements Projector {
  private static final int KEY_WIDTH = 8;
  private static final int GROUPS = 4;

  /** Layers of {@code inconv} are followed by a norm, an activation and dropout. */
  private static final int STEP = 4;

  private static final String PIXELS =
      """
      def forward(self, image):
        x = image.permute([0, 3, 4, 2, 1])
        return x.reshape([-1, x.size(3), x.size(4)])
      """;

  /** A linear layer, a group norm over the features and ReLU. */
  private static final String LAYER =
      """
      def forward(self, x, w, b, g, h):
        y = self.full(self.dense(x, w, b))
        z = torch.group_norm(y.reshape([-1, y.size(-1)]), %d, g, h)
        return torch.relu(z).reshape(y.size())
      """;

  /** A group norm over groups of features and all dates. */
  private static final String NORM =
      """
      def forward(self, x, g, h):
        return torch.group_norm(x.transpose(1, 2), %d, g, h).transpose(1, 2)
      """;

  private static final String DATED =
      """
      def forward(self, x, days):
        n, t, d = x.size()
        y = x.reshape([days.size(0), -1, t, d]) + days.unsqueeze(1)
        return y.reshape([n, t, d])
      """;

  /** One learned query per head attends to the dates; values are the parts of the input. */
  private static final String ATTENTION =
      """
      def forward(self, x, w, b, query):
        n, t, d = x.size()
        h, k = query.size()
        keys = self.full(self.dense(x, w, b)).reshape([n, t, h, k])
        scores = torch.sum(keys * query, [3]) / %s
        shares = torch.softmax(scores, 1).unsqueeze(3)
        return torch.sum(shares * x.reshape([n, t, h, d // h]), [1]).flatten(1)
      """;

  private static final String OUT =
      """
      def forward(self, x, g, h):
        return torch.group_norm(x, %d, g, h)
      """;

  private static final String MAP =
      """
      def forward(self, x):
        return x.reshape([-1, %d, %d, x.size(1)])
      """;

  private final TorchOps ops;
  private final int width;
  private final int period;
  private final List<Layer> layers = new ArrayList<>();
  private final @Nullable Norm inNorm;
  private final Parameter query;
  private final Linear keys;
  private final Layer last;
  private final Norm outNorm;

  /** A linear layer with the norm of its output. */
  private record Layer(Linear linear, Norm norm) {
    Stream<NDArray> arrays() {
      return Stream.concat(linear.arrays(), norm.arrays());
    }
  }

  /** Gains and offsets of a norm. */
  private static final class Norm extends Module {
    private final Parameter weight;
    private final Parameter bias;

    Norm(int width) {
      weight = parameter("weight", new Shape(width), Inits.ONES);
      bias = parameter("bias", new Shape(width), Inits.ZEROS);
    }

    Stream<NDArray> arrays() {
      return Stream.of(weight.array(), bias.array());
    }
  }

  SeriesProjector(TorchOps ops, AnySatConfig config, Sensor sensor, int bands) {
    this.ops = ops;
    width = config.embedDim();
    period = sensor.period();
    int in = bands;
    int at = 0;
    for (int out : List.of(width / 8, width / 2, width, 2 * width, width)) {
      layers.add(layer("patch_embed.inconv.", at, in, out));
      in = out;
      at += STEP;
    }
    double spread = Math.sqrt(2.0 / KEY_WIDTH);
    Shape queries = new Shape(AnySatConfig.DATE_HEADS, KEY_WIDTH);
    query = parameter("patch_embed.attention_heads.Q", queries, Inits.normal(spread));
    int keyed = AnySatConfig.DATE_HEADS * KEY_WIDTH;
    keys =
        child(
            "patch_embed.attention_heads.fc1_k",
            new Linear(ops, width, keyed, Inits.normal(spread), Inits.fanInUniform(width)));
    inNorm = sensor.isNormed() ? child("patch_embed.in_norm", new Norm(width)) : null;
    outNorm = child("patch_embed.out_norm", new Norm(width));
    last = layer("patch_embed.mlp.", 0, width, width);
  }

  private Layer layer(String prefix, int number, int in, int out) {
    return new Layer(
        child(prefix + number, new Linear(ops, in, out, true)),
        child(prefix + (number + 1), new Norm(out)));
  }

  @Override
  public NDArray forward(NDArray image, float[][] days) {
    NDArray x = ops.call(PIXELS, image);
    for (Layer layer : layers) {
      x = call(LAYER, GROUPS, x, layer.arrays());
    }
    if (inNorm != null) {
      x = call(NORM, AnySatConfig.DATE_HEADS, x, inNorm.arrays());
    }
    x = ops.call(DATED, x, codes(days, image.getManager()));
    String attention = String.format(Locale.ROOT, ATTENTION, Math.sqrt(KEY_WIDTH));
    NDArray[] weights = keys.arrays().toArray(NDArray[]::new);
    x = ops.call(attention, x, weights[0], weights[1], query.array());
    x = call(LAYER, GROUPS, x, last.arrays());
    x = call(OUT, AnySatConfig.DATE_HEADS, x, outNorm.arrays());
    Shape size = image.getShape();
    return ops.call(String.format(Locale.ROOT, MAP, size.get(3), size.get(4)), x);
  }

  private NDArray call(String script, int groups, NDArray x, Stream<NDArray> weights) {
    NDArray[] arguments = Stream.concat(Stream.of(x), weights).toArray(NDArray[]::new);
    return ops.call(String.format(Locale.ROOT, script, groups), arguments);
  }

  /**
   * Codes of days, counted from 0, {@code [B,T,D]}: sines on even and cosines on odd features, the
   * same for each head.
   */
  private NDArray codes(float[][] days, NDManager owner) {
    int own = width / AnySatConfig.DATE_HEADS;
    int dates = days[0].length;
    float[] codes = new float[ModelSize.values(days.length, dates, width)];
    for (int row = 0; row < days.length * dates; row++) {
      float day = days[row / dates][row % dates] - 1;
      for (int i = 0; i < width; i++) {
        int k = i % own;
        int even = k - k % 2;
        double phase = day / Math.pow(period, (double) even / own);
        codes[row * width + i] = (float) (k % 2 == 0 ? Math.sin(phase) : Math.cos(phase));
      }
    }
    return owner.create(codes, new Shape(days.length, dates, width));
  }
}
