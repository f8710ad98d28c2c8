package org.eobench.core.nn.torch;

import ai.djl.pytorch.jni.JniUtils;

/**
 * The threads that libtorch computes with on a CPU. It splits sums by their number, so that another
 * number changes the last digits of a result.
 *
 * @param intraOp threads of one operator
 * @param interOp operators that may run at a time
 */
public record TorchThreads(int intraOp, int interOp) {

  /** What this process computes with; the engine must be loaded. */
  public static TorchThreads current() {
    return new TorchThreads(JniUtils.getNumThreads(), JniUtils.getNumInteropThreads());
  }

  /**
   * Sets the threads of one operator, whatever the machine and its environment variables say; the
   * engine must be loaded.
   *
   * @param intraOp at least 1; more than there are cores is slow and gives the same bits
   */
  public static void fix(int intraOp) {
    JniUtils.setNumThreads(intraOp);
  }
}
