package org.eobench.decoders.temporal;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.nn.Module;
import org.jspecify.annotations.Nullable;

/** Merges the maps of several dates into one. */
abstract class DateMerger extends Module {
  /**
   * Maps {@code [B,D,T,h,w]} to {@code [B,D',h,w]}.
   *
   * @param acquisitions when each of the B samples was taken; empty if unknown
   * @param mask from {@link DateMask}: the frames that count, or null if all do
   */
  abstract NDArray forward(NDArray maps, List<Acquisition> acquisitions, @Nullable NDArray mask);

  /** The output width D' for {@code given} input features. */
  int width(int given) {
    return given;
  }
}
