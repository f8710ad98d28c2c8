package org.eobench.encoders.torchscript;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/** The axes of a program's input image: batch, channels, time, rows, columns. */
enum InputLayout {
  /** One date, without a time axis. */
  BCHW("torch.squeeze(x, 2)"),
  BCTHW(""),
  BTCHW("torch.transpose(x, 1, 2)"),
  /** Dates stacked as channels: all channels of the first date, then all of the second. */
  BTC_HW("torch.flatten(torch.transpose(x, 1, 2), 1, 2)");

  private final String expression;

  InputLayout(String expression) {
    this.expression = expression;
  }

  /** Converts {@code [B,C,T,H,W]} to this layout. */
  NDArray from(NDArray image, TorchOps ops) {
    return expression.isEmpty()
        ? image
        : ops.call(
            String.format(Locale.ROOT, "def forward(self, x):\n  return %s\n", expression), image);
  }
}
