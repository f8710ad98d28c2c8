package org.eobench.core.nn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that were made as arguments of one script, and belong to no activation. They have an owner
 * of their own, so that they are not taken for weights.
 */
final class OneCallArrays {
  private @Nullable NDManager owner;

  /**
   * Takes an array over.
   *
   * @param weights owner of the weights, with which arrays are freed that no call took
   */
  NDArray own(NDArray made, NDManager weights) {
    if (owner == null) {
      owner = weights.newSubManager();
    }
    made.attach(owner);
    return made;
  }

  /** Frees those among the arguments of a call that has ended; autograd keeps what it needs. */
  void free(NDArray... arguments) {
    if (owner == null) {
      return;
    }
    for (NDArray argument : arguments) {
      if (argument.getManager() == owner) {
        argument.close();
      }
    }
  }
}
