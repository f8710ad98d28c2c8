package org.eobench.decoders.linear;

import java.util.Locale;

/** How all positions of a map are reduced to one value per feature. */
enum PoolingStrategy {
  MAX("torch.amax(x, [2, 3])"),
  MEAN("torch.mean(x, [2, 3])");

  private final String script;

  PoolingStrategy(String expression) {
    script = String.format(Locale.ROOT, "def forward(self, x):\n  return %s\n", expression);
  }

  /** TorchScript from {@code [B,D,h,w]} to {@code [B,D]}. */
  String script() {
    return script;
  }
}
