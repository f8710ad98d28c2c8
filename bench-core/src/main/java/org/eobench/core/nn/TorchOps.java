package org.eobench.core.nn;

import ai.djl.ndarray.NDManager;

/** The one door to operators that only PyTorch has. */
public final class TorchOps {
  private final NDManager manager;
  private final Precision precision;

  public TorchOps(NDManager manager, Precision precision) {
    this.manager = manager;
    this.precision = precision;
  }

  public NDManager manager() {
    return manager;
  }

  public Precision precision() {
    return precision;
  }
}
