package org.eobench.decoders.probe;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of each class's share of the votes. */
final class KnnOutput {
  /** A class without votes gets as little as float32 logits can say. */
  private static final String ONE_CLASS =
      """
      def forward(self, p):
        return torch.log(torch.clamp_min(p, 1e-30))
      """;

  private static final String SEVERAL =
      """
      def forward(self, p):
        return torch.logit(p, 1e-6)
      """;

  /** Positive for the first classes of each image alone; larger for larger shares on both sides. */
  private static final String FIRST =
      """
      def forward(self, p):
        best = torch.topk(p, %d, 1)[1]
        chosen = torch.scatter(torch.zeros_like(p), 1, best, 1.0)
        return torch.where(torch.gt(chosen, 0.5), torch.add(p, 1e-3), torch.sub(p, 1.001))
      """;

  private final String script;

  private KnnOutput(String script) {
    this.script = script;
  }

  /** Logits whose softmax are the shares. */
  static KnnOutput oneClass() {
    return new KnnOutput(ONE_CLASS);
  }

  /**
   * Logits whose sigmoids are the shares; or, where a number is given, logits that are positive for
   * so many classes.
   */
  static KnnOutput several(@Nullable Integer topM, int classes) {
    return new KnnOutput(
        topM == null ? SEVERAL : String.format(Locale.ROOT, FIRST, Math.min(topM, classes)));
  }

  /** TorchScript from shares {@code [B,K]} to logits {@code [B,K]}. */
  String script() {
    return script;
  }
}
