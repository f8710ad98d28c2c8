package org.eobench.encoders.dinov3;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Rotary embedding (Su et al. 2021, arXiv:2104.09864) of rows and columns. Patch centres are scaled
 * to -1..1 along each axis by itself, so that any grid has a code. A quarter of the features of a
 * head has the angles {@code 2π·row/period}, the next quarter those of the column, and the other
 * half the same again. The buffer {@code periods [d/4]} is stored in checkpoints. Always float32.
 */
final class RotaryEmbedding extends Module {
  /** {@code angles(x, periods)}: {@code [rows·columns,d]} on the device of {@code periods}. */
  private static final String SCRIPT =
      """
      def axis(self, periods, count: int):
        steps = torch.cumsum(torch.new_ones(periods, [count]), 0)
        return (steps - 0.5) / count * 2. - 1.
      def forward(self, x, periods):
        rows = torch.repeat_interleave(self.axis(periods, %1$d), %2$d)
        columns = self.axis(periods, %2$d).repeat([%1$d])
        places = torch.stack([rows, columns], 1)
        angles = (places.unsqueeze(2) * %4$s / periods).flatten(1)
        return torch.%3$s(angles.repeat([1, 2]))
      """;

  private final TorchOps ops;
  private final Parameter periods;

  /** The sines and cosines of a grid, {@code [N,d]} each, or {@code [B,1,N,d]} of some patches. */
  record Angles(NDArray sin, NDArray cos) {}

  RotaryEmbedding(TorchOps ops, int headDim, double base) {
    this.ops = ops;
    int count = headDim / 4;
    float[] values = new float[count];
    for (int m = 0; m < count; m++) {
      values[m] = (float) Math.pow(base, (double) m / count);
    }
    periods = buffer("periods", new Shape(count), DataType.FLOAT32, Inits.table(values));
  }

  /**
   * The angles of a grid, patches row by row.
   *
   * @param owner array whose manager then owns the result
   */
  Angles of(NDArray owner, int rows, int columns) {
    return new Angles(
        ops.call(script("sin", rows, columns), owner, periods.array()),
        ops.call(script("cos", rows, columns), owner, periods.array()));
  }

  private static String script(String function, int rows, int columns) {
    return String.format(Locale.ROOT, SCRIPT, rows, columns, function, 2 * Math.PI);
  }

  /**
   * The angles of some patches.
   *
   * @param kept int64 {@code [B,V]}
   */
  Angles kept(Angles all, NDArray kept) {
    String script = "def forward(self, kept, x):\n  return torch.embedding(x, kept).unsqueeze(1)\n";
    return new Angles(ops.call(script, kept, all.sin()), ops.call(script, kept, all.cos()));
  }
}
