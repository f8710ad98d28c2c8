package org.eobench.decoders.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Locale;
import org.eobench.core.nn.ConvTranspose2d;
import org.eobench.core.nn.DoubleConv;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/** Doubles the size of a map and combines it with the next finer map of the encoder. */
final class Up extends Module {
  private final TorchOps ops;
  private final ConvTranspose2d up;
  private final DoubleConv conv;

  /**
   * @param deep width of the coarse map
   * @param skip width of the finer map
   */
  Up(TorchOps ops, int deep, int skip, int out) {
    this.ops = ops;
    up = child("up", new ConvTranspose2d(ops, deep, deep, 2, 2));
    conv = child("conv", new DoubleConv(ops, skip + deep, out));
  }

  /** {@code [B,deep,h,w]} and {@code [B,skip,H,W]} to {@code [B,out,H,W]}. */
  NDArray forward(NDArray deep, NDArray skip) {
    NDArray enlarged = fit(up.forward(deep), skip.getShape().get(2), skip.getShape().get(3));
    return conv.forward(NDArrays.concat(new NDList(skip, enlarged), 1));
  }

  /**
   * Pads a map whose last row or column was lost when the finer one was halved, with the smaller
   * half of the zeros above and to the left. If the halving rounded up, crops the excess at the
   * end.
   */
  private NDArray fit(NDArray map, long height, long width) {
    long rows = height - map.getShape().get(2);
    long columns = width - map.getShape().get(3);
    if (rows == 0 && columns == 0) {
      return map;
    }
    String script =
        String.format(
            Locale.ROOT,
            "def forward(self, x):\n  return torch.constant_pad_nd(x, [%d, %d, %d, %d])\n",
            columns / 2,
            columns - columns / 2,
            rows / 2,
            rows - rows / 2);
    return ops.call(script, map);
  }
}
