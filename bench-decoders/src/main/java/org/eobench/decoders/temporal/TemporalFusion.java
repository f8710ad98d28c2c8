package org.eobench.decoders.temporal;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.temporal.TemporalKeys.MissingDates;
import org.jspecify.annotations.Nullable;

/**
 * Fuses the maps of several dates to one map per level, by one module that all levels share. Maps
 * without a time axis, as returned by encoders that merge dates themselves, pass unchanged and need
 * no parameters.
 *
 * <p>A decoder adds it as a child with an empty name, so that its tensors have Pangaea's names:
 * {@code tmap.*}, and {@code ltae_adaptor.convs.i} where attention requires levels of equal width.
 */
public final class TemporalFusion extends Module {
  private static final String STACK_ROWS =
      """
      def forward(self, x):
        return torch.flatten(x, 2, 3)
      """;
  private static final String SPLIT_ROWS =
      """
      def forward(self, x):
        return x.reshape([x.size(0), x.size(1), %d, -1, x.size(3)])
      """;

  private final TorchOps ops;
  private final int frames;
  private final boolean leavesOut;
  private final List<EncoderSpec.Level> levels;
  private final List<Conv2d> widening = new ArrayList<>();
  private final @Nullable DateMerger merger;

  /** Fuses all levels of an encoder. */
  public TemporalFusion(DecoderContext context, TemporalKeys keys) {
    this(context, context.encoder().levels(), keys, "tmap");
  }

  /** Fuses only the deepest level, for {@link #deepest}. */
  public static TemporalFusion ofDeepest(DecoderContext context, TemporalKeys keys, String name) {
    List<EncoderSpec.Level> levels = context.encoder().levels();
    return new TemporalFusion(
        context, levels.subList(levels.size() - 1, levels.size()), keys, name);
  }

  /**
   * Fuses some levels of an encoder.
   *
   * @param chosen their places among all levels; {@link #forward} takes the maps in this order
   * @param name name prefix of the shared module's tensors
   */
  public static TemporalFusion of(
      DecoderContext context, TemporalKeys keys, List<Integer> chosen, String name) {
    List<EncoderSpec.Level> levels = context.encoder().levels();
    return new TemporalFusion(context, chosen.stream().map(levels::get).toList(), keys, name);
  }

  /**
   * Fuses the last levels of an encoder, for {@link #last}.
   *
   * @param count number of levels, the key {@code num_levels} of the decoder
   * @throws BenchException if the encoder has fewer levels, or as in the other constructors
   */
  public static TemporalFusion ofLast(DecoderContext context, TemporalKeys keys, int count) {
    List<EncoderSpec.Level> levels = context.encoder().levels();
    int given = levels.size();
    if (count > given) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "TooFewLevels",
                  String.format(
                      Locale.ROOT,
                      "the decoder takes the last %d maps, but the encoder returns %d",
                      count,
                      given))
              .at("decoder.num_levels=" + count)
              .expecting("at most " + given)
              .next(
                  String.format(
                      Locale.ROOT,
                      "set `++decoder.num_levels=%d`, or let the encoder return more:"
                          + " encoder.output_layers",
                      given)));
    }
    return new TemporalFusion(context, levels.subList(given - count, given), keys, "tmap");
  }

  /**
   * @param given the levels that are passed to {@link #forward}
   * @param name name prefix of the shared module's tensors
   * @throws BenchException if the strategy cannot fuse the encoder's maps
   */
  private TemporalFusion(
      DecoderContext context, List<EncoderSpec.Level> given, TemporalKeys keys, String name) {
    ops = context.ops();
    TemporalStrategy strategy = keys.multiTemporalStrategy();
    frames = context.frames();
    leavesOut = keys.missingDates() == MissingDates.LEFT_OUT;
    boolean series = context.encoder().temporalOutput();
    requireDates(strategy, series);
    int widest = given.stream().mapToInt(EncoderSpec.Level::width).max().orElseThrow();
    if (!series || strategy == TemporalStrategy.NONE) {
      merger = null;
      levels = List.copyOf(given);
      return;
    }
    boolean attends = strategy == TemporalStrategy.LTAE;
    if (attends && given.stream().anyMatch(level -> level.width() != widest)) {
      for (int i = 0; i < given.size(); i++) {
        Conv2d conv = new Conv2d(ops, given.get(i).width(), widest, 1, true);
        widening.add(child("ltae_adaptor.convs." + i, conv));
      }
    }
    DateMerger shared = child(name, merger(ops, keys, widest, frames));
    merger = shared;
    levels =
        given.stream()
            .map(
                level ->
                    new EncoderSpec.Level(
                        attends ? widest : shared.width(level.width()), level.stride()))
            .toList();
  }

  private static DateMerger merger(TorchOps ops, TemporalKeys keys, int widest, int frames) {
    return switch (keys.multiTemporalStrategy()) {
      case NONE -> throw new IllegalStateException("the strategy none has no merger");
      case LINEAR -> new WeightedSum(ops, frames);
      case LTAE -> new Ltae2d(ops, widest, keys);
      case MEAN -> new FixedMerger(ops, FixedMerger.Rule.MEAN, frames);
      case MAX -> new FixedMerger(ops, FixedMerger.Rule.MAX, frames);
      case DIFFERENCE -> new FixedMerger(ops, FixedMerger.Rule.DIFFERENCE, frames);
      case CONCATENATION -> new FixedMerger(ops, FixedMerger.Rule.CONCATENATION, frames);
      case STACK -> new FixedMerger(ops, FixedMerger.Rule.STACK, frames);
    };
  }

  /** Checks that several dates have a strategy and that a comparison has two dates. */
  private void requireDates(TemporalStrategy strategy, boolean series) {
    if (strategy == TemporalStrategy.NONE && series && frames > 1) {
      throw refusal(
          "this decoder takes one date, but the encoder returns " + frames,
          "one of the strategies ltae, linear, mean, max, stack, or for 2 dates difference or"
              + " concatenation",
          "set `decoder.multi_temporal_strategy=ltae`");
    }
    boolean merged = !series && frames > 1;
    if (strategy.comparesTwo() && frames != 2 && !merged) {
      throw refusal(
          "change detection requires 2 dates, but the data set has " + frames,
          "a data set with 2 dates",
          String.format(
              Locale.ROOT,
              "choose such a data set, for example `dataset=quickstart_change`, or set"
                  + " `decoder.multi_temporal_strategy=%s`",
              frames == 1 ? "none" : "ltae"));
    }
  }

  private static BenchException refusal(String what, String expected, String next) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("DatesDoNotFit", what)
            .at("decoder.multi_temporal_strategy")
            .expecting(expected)
            .next(next));
  }

  /** Width and stride of each level after the fusion. */
  public List<EncoderSpec.Level> levels() {
    return levels;
  }

  /**
   * Maps {@code [B,D,(T,)h,w]} per level to {@code [B,D',h,w]}.
   *
   * @throws BenchException if the number of dates differs from that of the constructor
   */
  public FeatureMaps forward(FeatureMaps features) {
    if (merger == null) {
      return features.singleDate();
    }
    List<NDArray> fused = new ArrayList<>();
    NDArray mask =
        leavesOut
            ? DateMask.of(features.acquisitions(), frames, features.last().getManager())
            : null;
    for (int i = 0; i < features.levels().size(); i++) {
      NDArray map = features.levels().get(i);
      requireFrames(map);
      fused.add(
          merger.forward(
              widening.isEmpty() ? map : widen(widening.get(i), map),
              features.acquisitions(),
              mask));
    }
    return features.with(fused);
  }

  /** The deepest of the encoder's maps, fused: {@code [B,D',h,w]}. */
  public NDArray deepest(FeatureMaps features) {
    return forward(features.with(List.of(features.last()))).last();
  }

  /** The last of the encoder's maps, fused: {@code [B,D',h,w]} each. */
  public List<NDArray> last(FeatureMaps features) {
    List<NDArray> all = features.levels();
    return forward(features.with(all.subList(all.size() - levels.size(), all.size()))).levels();
  }

  private void requireFrames(NDArray map) {
    boolean series = map.getShape().dimension() == 5;
    long given = series ? map.getShape().get(2) : 1;
    if (!series || given != frames) {
      throw refusal(
          String.format(
              Locale.ROOT,
              "the decoder was built for %d dates, but the encoder returns %d",
              frames,
              given),
          "as many dates as dataset.multi_temporal",
          "check that the encoder keeps the time axis");
    }
  }

  /** A 1×1 kernel works across the rows of all dates at once. */
  private NDArray widen(Conv2d conv, NDArray map) {
    NDArray wide = conv.forward(ops.call(STACK_ROWS, map));
    return ops.call(String.format(Locale.ROOT, SPLIT_ROWS, frames), wide);
  }
}
