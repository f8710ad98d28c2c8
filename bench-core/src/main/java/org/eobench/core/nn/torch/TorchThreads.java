package org.eobench.core.nn.torch;

import ai.djl.pytorch.jni.JniUtils;

/**
 * The numbers of threads that libtorch uses on a CPU. libtorch splits sums by this number, so a
 * different number changes the last digits of a result.
 *
 * @param intraOp threads of one operator
 * @param interOp operators that may run concurrently
 */
public record TorchThreads(int intraOp, int interOp) {

  /** The numbers of this process; the engine must be loaded. */
  public static TorchThreads current() {
    return new TorchThreads(JniUtils.getNumThreads(), JniUtils.getNumInteropThreads());
  }

  /**
   * Sets the number of threads per operator, regardless of the machine and its environment
   * variables; the engine must be loaded.
   *
   * @param intraOp at least 1; more than the number of cores is slow but gives the same bits
   */
  public static void fix(int intraOp) {
    JniUtils.setNumThreads(intraOp);
  }
}
