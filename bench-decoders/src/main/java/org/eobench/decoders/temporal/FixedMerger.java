package org.eobench.decoders.temporal;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.nn.torch.TorchOps;

/** Merges dates by a rule without parameters. */
final class FixedMerger extends DateMerger {
  private final TorchOps ops;
  private final Rule rule;
  private final int frames;

  /** The rules, with the expression of each over {@code x [B,D,T,h,w]}. */
  enum Rule {
    MEAN("torch.mean(x, [2])"),
    MAX("torch.amax(x, [2])"),
    DIFFERENCE("torch.select(x, 2, 1) - torch.select(x, 2, 0)"),
    /** Date by date: all features of the first date, then all of the next. */
    CONCATENATION("torch.flatten(torch.transpose(x, 1, 2), 1, 2)"),
    /**
     * Feature by feature: all dates of the first feature, then all of the next; channel {@code d·T
     * + t}.
     */
    STACK("torch.flatten(x, 1, 2)");

    private final String script;

    Rule(String expression) {
      script = String.format(Locale.ROOT, "def forward(self, x):\n  return %s\n", expression);
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
  NDArray forward(NDArray maps, List<Acquisition> acquisitions) {
    return ops.call(rule.script, maps);
  }

  @Override
  int width(int given) {
    return rule == Rule.CONCATENATION || rule == Rule.STACK ? frames * given : given;
  }
}
