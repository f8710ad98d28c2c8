package org.eobench.decoders.temporal;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/** Merges dates by a rule without parameters; missing dates do not count. */
final class FixedMerger extends DateMerger {
  private final TorchOps ops;
  private final Rule rule;
  private final int frames;

  /** The rules, with the expression of each over {@code x [B,D,T,h,w]}. */
  enum Rule {
    MEAN("torch.mean(x, [2])", "torch.sum(x * m, [2]) / torch.sum(m, [2])"),
    MAX("torch.amax(x, [2])", "torch.amax(torch.masked_fill(x, torch.eq(m, 0), -3e38), [2])"),
    DIFFERENCE("torch.select(x, 2, 1) - torch.select(x, 2, 0)", null),
    /** Date by date: all features of the first date, then all of the next. */
    CONCATENATION("torch.flatten(torch.transpose(x, 1, 2), 1, 2)", null),
    /**
     * Feature by feature: all dates of the first feature, then all of the next; channel {@code d·T
     * + t}.
     */
    STACK("torch.flatten(x, 1, 2)", "torch.flatten(x * m, 1, 2)");

    private final String script;
    private final @Nullable String masked;

    /**
     * @param counted the expression where {@code m} is 0 for missing dates; null if the rule needs
     *     all of them
     */
    Rule(String expression, @Nullable String counted) {
      script = String.format(Locale.ROOT, "def forward(self, x):\n  return %s\n", expression);
      masked =
          counted == null
              ? null
              : String.format(Locale.ROOT, "def forward(self, x, m):\n  return %s\n", counted);
    }
  }

  /**
   * @param frames T, number of dates
   */
  FixedMerger(TorchOps ops, Rule rule, int frames) {
    this.ops = ops;
    this.rule = rule;
    this.frames = frames;
  }

  @Override
  NDArray forward(NDArray maps, List<Acquisition> acquisitions, @Nullable NDArray mask) {
    if (mask == null) {
      return ops.call(rule.script, maps);
    }
    if (rule.masked == null) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingDate", "a sample of the batch has one date, and two are compared")
              .at("decoder.multi_temporal_strategy=" + rule.name().toLowerCase(Locale.ROOT))
              .expecting("two dates of every sample")
              .next("leave out the samples with one date; `check` names them"));
    }
    return ops.call(rule.masked, maps, mask);
  }

  @Override
  int width(int given) {
    return rule == Rule.CONCATENATION || rule == Rule.STACK ? frames * given : given;
  }
}
