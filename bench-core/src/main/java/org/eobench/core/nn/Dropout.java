package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Dropout (Srivastava et al. 2014): in training, zeroes values with a given probability and scales
 * the rest to keep the mean; in evaluation, does nothing. {@link TorchOps#seed} sets its random
 * state.
 */
public final class Dropout extends Module {
  private final TorchOps ops;
  private final double rate;
  private final boolean wholeMaps;

  private Dropout(TorchOps ops, double rate, boolean wholeMaps) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "dropout rate %s is not in [0, 1)", rate));
    }
    this.ops = ops;
    this.rate = rate;
    this.wholeMaps = wholeMaps;
  }

  /** Dropout of single values. */
  public static Dropout ofValues(TorchOps ops, double rate) {
    return new Dropout(ops, rate, false);
  }

  /** Dropout of whole maps {@code [b,c]} of {@code [B,C,H,W]}, like torch's Dropout2d. */
  public static Dropout ofMaps(TorchOps ops, double rate) {
    return new Dropout(ops, rate, true);
  }

  /** Maps any shape to the same shape; returns the input array itself if nothing is dropped. */
  public NDArray forward(NDArray x) {
    if (!training() || rate == 0) {
      return x;
    }
    return wholeMaps ? ops.dropout2d(x, rate) : ops.dropout(x, rate);
  }
}
