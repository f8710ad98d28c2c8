package org.eobench.encoders.torchscript;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/** The axes of a program's output. */
enum OutputLayout {
  /** Feature maps. */
  BCHW("x"),
  /** Feature maps with the feature axis last. */
  BHWC("x.permute([0, 3, 1, 2])"),
  /** Patch tokens row by row, after {@code prefix_tokens} that belong to no patch. */
  BNC("x[:, %1$d:].transpose(1, 2).reshape([x.size(0), x.size(2), %2$d, %2$d])"),
  /** Feature maps with a time axis. */
  BCTHW("x");

  private final String expression;

  OutputLayout(String expression) {
    this.expression = expression;
  }

  /** The shape a program must return, without the batch. */
  long[] expected(long width, long side, int prefixTokens, int frames) {
    return switch (this) {
      case BCHW -> new long[] {width, side, side};
      case BHWC -> new long[] {side, side, width};
      case BNC -> new long[] {prefixTokens + side * side, width};
      case BCTHW -> new long[] {width, frames, side, side};
    };
  }

  /** Converts to {@code [B,D,h,w]}, or {@code [B,D,T,h,w]}. */
  NDArray toMap(NDArray output, long side, int prefixTokens, TorchOps ops) {
    if (expression.equals("x")) {
      return output;
    }
    String value = String.format(Locale.ROOT, expression, prefixTokens, side);
    return ops.call(
        String.format(Locale.ROOT, "def forward(self, x):\n  return %s\n", value), output);
  }
}
