package org.eobench.decoders.probe;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Converts each class's share of the votes to a logit. */
final class KnnOutput {
  /** A class without votes gets the smallest logit that float32 can represent. */
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

  /**
   * Positive only for the first classes of each image, and larger for larger shares on either side.
   */
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

  /** Logits whose softmax equals the shares. */
  static KnnOutput oneClass() {
    return new KnnOutput(ONE_CLASS);
  }

  /**
   * Logits whose sigmoids equal the shares; or, if a number is given, logits that are positive for
   * exactly that many classes.
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
