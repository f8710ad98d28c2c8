package org.eobench.core.nn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A compiled TorchScript program from a file. Its {@code forward} takes images, followed by a list
 * of weights if the program has any, and returns a list of tensors.
 *
 * <p>Not thread-safe.
 */
public final class TorchProgram {
  private static final long COMPILER_STACK = 256L << 20;
  private static final AtomicLong RUNS = new AtomicLong();

  private final PtSymbolBlock block;
  private boolean training;

  private TorchProgram(PtSymbolBlock block) {
    this.block = block;
  }

  /** How often a program of this process has run. */
  static long runs() {
    return RUNS.get();
  }

  /**
   * Compiles a file, which must be checked beforehand because libtorch checks little of it.
   *
   * @param manager owner of the program; its device is where the program runs
   * @throws ai.djl.engine.EngineException if libtorch refuses the program
   */
  public static TorchProgram load(Path file, NDManager manager) {
    // The last argument lets the loaded program record gradients.
    FutureTask<PtSymbolBlock> task =
        new FutureTask<>(
            () ->
                JniUtils.loadModule(
                    (PtNDManager) manager, file, true, new String[0], new String[0], true));
    // libtorch's compiler recurses once per level of nesting, so it gets a large stack.
    Thread compiler = new Thread(null, task, "torchscript-compiler", COMPILER_STACK);
    compiler.setDaemon(true);
    compiler.start();
    try {
      return new TorchProgram(task.get());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while compiling a program", interrupted);
    }
  }

  /** Runs a method without arguments for its side effects and drops the result. */
  public void run(String method) {
    IValueUtils.runMethod(block, method).close();
  }

  /**
   * Runs {@code forward} with gradients.
   *
   * @param images the tensors; the results belong to the manager of the first
   * @param weights the list of weights; empty if {@code forward} takes none
   * @param training whether the program runs in training mode
   * @throws ai.djl.engine.EngineException if an operator refuses its arguments
   */
  public List<NDArray> forward(List<NDArray> images, List<NDArray> weights, boolean training) {
    RUNS.incrementAndGet();
    setTraining(training);
    NDList arguments = new NDList();
    for (NDArray image : images) {
      image.setName(null);
      arguments.add(image);
    }
    for (NDArray weight : weights) {
      weight.setName("p[]"); // DJL makes one list of arrays with this name
      arguments.add(weight);
    }
    try {
      JniUtils.setGraphExecutorOptimize(false);
      return List.copyOf(IValueUtils.forward(block, arguments, true));
    } finally {
      weights.forEach(weight -> weight.setName(null));
    }
  }

  private void setTraining(boolean wanted) {
    if (wanted && !training) {
      JniUtils.enableTrainingMode(block);
    } else if (!wanted && training) {
      JniUtils.enableInferenceMode(block);
    }
    training = wanted;
  }
}
