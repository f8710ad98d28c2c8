package org.eobench.core.run.scene;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.eobench.core.dataset.BatchTargets;

/** The size of the predictions of a batch of windows, which have no targets. */
record WindowTargets(int samples, int height, int width) implements BatchTargets {
  @Override
  public NDArray on(NDManager owner) {
    throw new IllegalStateException("a scene has no targets");
  }

  @Override
  public boolean anyCounts(int ignoreIndex) {
    return false;
  }
}
