package org.eobench.decoders.temporal;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.nn.Module;

/** Makes one map of those of several dates. */
abstract class DateMerger extends Module {
  /**
   * {@code [B,D,T,h,w]} to {@code [B,D',h,w]}.
   *
   * @param acquisitions when each of the B samples was taken; empty where nobody said so
   */
  abstract NDArray forward(NDArray maps, List<Acquisition> acquisitions);

  /** D' of D features. */
  int width(int given) {
    return given;
  }
}
