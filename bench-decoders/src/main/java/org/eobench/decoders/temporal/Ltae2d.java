package org.eobench.decoders.temporal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.decoder.ReadsAcquisitions;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Dropout;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.SharedBatch;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.temporal.TemporalKeys.MissingDates;
import org.eobench.decoders.temporal.TemporalKeys.Positions;
import org.jspecify.annotations.Nullable;

/**
 * Lightweight temporal attention at every position of a map (Garnot and Landrieu, "Panoptic
 * Segmentation of Satellite Image Time Series with Convolutional Temporal Attention Networks", ICCV
 * 2021, arXiv:2107.07933), with its names. Each of the 16 heads weights the dates by one learned
 * query and sums its share of the features.
 */
final class Ltae2d extends DateMerger implements ReadsAcquisitions {
  private static final int HEADS = 16;

  /** Number of features of a query and of a key. */
  private static final int KEY = 4;

  /** Group norm of each position, over the features of a group and all dates. */
  private static final String NORM =
      String.format(
          Locale.ROOT, "s = torch.group_norm(s, %d, norm_w, norm_b, 1e-05).transpose(1, 2)", HEADS);

  /** The same over the dates that are there. */
  private static final String MASKED_NORM =
      String.format(
              Locale.ROOT,
              """
              there = m.reshape([b, 1, t]).expand([b, h * w, t]).reshape([b * h * w, 1, 1, t])
              g = s.reshape([b * h * w, %1$d, d // %1$d, t])
              n = there.sum([3], True) * (d // %1$d)
              g = g - (g * there).sum([2, 3], True) / n
              g = g / torch.sqrt((g * g * there).sum([2, 3], True) / n + 1e-05)
              s = g.reshape([b * h * w, d, t]).transpose(1, 2) * norm_w + norm_b\
              """,
              HEADS)
          .replace("\n", "\n  ");

  private final TorchOps ops;
  private final @Nullable DatePositions positions;
  private final double attentionDropout;
  private final List<Parameter> attention;
  private final List<Parameter> outNorm;
  private final Linear layer;
  private final BatchNorm2d norm;
  private final Dropout dropout;

  /**
   * @param width D, number of features
   * @throws BenchException if D is not a multiple of the number of heads
   */
  Ltae2d(TorchOps ops, int width, TemporalKeys keys) {
    requireShares(width);
    this.ops = ops;
    Positions kind = keys.ltaePositions();
    boolean leftOut = keys.missingDates() == MissingDates.LEFT_OUT;
    positions = kind == Positions.NONE ? null : new DatePositions(kind, width, HEADS, leftOut);
    attentionDropout = keys.ltaeAttentionDropout();
    Shape features = new Shape(width);
    attention =
        List.of(
            parameter("in_norm.weight", features, Inits.ONES),
            parameter("in_norm.bias", features, Inits.ZEROS),
            parameter("inconv.weight", new Shape(width, width, 1), Inits.kaimingUniform()),
            parameter("inconv.bias", features, Inits.fanInUniform(width)),
            parameter("attention_heads.Q", new Shape(HEADS, KEY), queries()),
            parameter("attention_heads.fc1_k.weight", new Shape(HEADS * KEY, width), queries()),
            parameter(
                "attention_heads.fc1_k.bias", new Shape(HEADS * KEY), Inits.fanInUniform(width)));
    outNorm =
        List.of(
            parameter("out_norm.weight", features, Inits.ONES),
            parameter("out_norm.bias", features, Inits.ZEROS));
    layer = child("mlp.0", new Linear(ops, width, width, true));
    norm = child("mlp.1", new BatchNorm2d(ops, width));
    dropout = child("dropout", Dropout.ofValues(ops, keys.ltaeDropout()));
  }

  private static Init queries() {
    return Inits.normal(Math.sqrt(2.0 / KEY));
  }

  private static void requireShares(int width) {
    if (width % HEADS != 0) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "UnevenHeads",
                  String.format(
                      Locale.ROOT,
                      "the %d heads of ltae cannot divide %d features evenly",
                      HEADS,
                      width))
              .at("decoder.multi_temporal_strategy=ltae")
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "an encoder whose widest map has a multiple of %d features",
                      HEADS))
              .next("choose another strategy, such as `decoder.multi_temporal_strategy=linear`"));
    }
  }

  @Override
  public void require(Acquisition acquisition, int frames, String sample) {
    if (positions != null) {
      positions.require(acquisition, frames, sample);
    }
  }

  @Override
  NDArray forward(NDArray maps, List<Acquisition> acquisitions, @Nullable NDArray mask) {
    List<NDArray> arguments = new ArrayList<>(List.of(maps));
    attention.forEach(parameter -> arguments.add(parameter.array()));
    if (positions != null) {
      arguments.add(positions.of(acquisitions, maps.getShape(), maps.getManager()));
    }
    if (mask != null) {
      arguments.add(mask);
    }
    NDArray attended = ops.call(attentionScript(mask != null), arguments.toArray(NDArray[]::new));
    NDArray mixed = layer.forward(attended).transpose(0, 3, 1, 2);
    return normalised(dropout.forward(ops.relu(norm.forward(mixed))));
  }

  /**
   * Maps {@code [B,D,T,h,w]} to {@code [B,h,w,D]}. The queries do not depend on the input, so query
   * times key is one linear layer with one output per head.
   *
   * @param masked whether some dates are missing, to which nothing attends
   */
  private String attentionScript(boolean masked) {
    boolean dropping = training() && attentionDropout > 0;
    return String.format(
        Locale.ROOT,
        """
        def forward(self, x, norm_w, norm_b, in_w, in_b, q, key_w, key_b%1$s%7$s):
          b, d, t, h, w, = x.size()
          s = x.permute([0, 3, 4, 1, 2]).reshape([b * h * w, d, t])
          %9$s
          s = self.full(self.dense(s, in_w.reshape([d, d]), in_b))%3$s
          score_w = (q.unsqueeze(2) * key_w.reshape([%2$d, %4$d, d])).sum([1])
          score_b = (q * key_b.reshape([%2$d, %4$d])).sum([1])
          scores = self.full(self.dense(s, score_w, score_b)) / %5$s%8$s
          a = torch.softmax(scores, 1)%6$s
          v = s.reshape([b * h * w, t, %2$d, d // %2$d])
          return (a.unsqueeze(3) * v).sum([1]).reshape([b, h, w, d])
        """,
        positions == null ? "" : ", at",
        HEADS,
        positions == null
            ? ""
            : "\n  s = (s.reshape([b, h * w, t, d]) + at.unsqueeze(1)).reshape(s.size())",
        KEY,
        Math.sqrt(KEY),
        dropping ? "\n  a = " + SharedBatch.dropout(ops, "a", attentionDropout, false) : "",
        masked ? ", m" : "",
        masked
            ? "\n  none = (1 - m).reshape([b, 1, t]).expand([b, h * w, t])"
                + "\n  scores = scores - 1e9 * none.reshape([b * h * w, t, 1])"
            : "",
        masked ? MASKED_NORM : NORM);
  }

  /** Group norm of each position separately. */
  private NDArray normalised(NDArray map) {
    return ops.call(
        String.format(
            Locale.ROOT,
            """
            def forward(self, x, norm_w, norm_b):
              b, d, h, w, = x.size()
              s = x.permute([0, 2, 3, 1]).reshape([b * h * w, d])
              s = torch.group_norm(s, %d, norm_w, norm_b, 1e-05)
              return s.reshape([b, h, w, d]).permute([0, 3, 1, 2])
            """,
            HEADS),
        map,
        outNorm.get(0).array(),
        outNorm.get(1).array());
  }
}
