package org.eobench.pretrain.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.eobench.core.train.StepSeed;
import org.eobench.pretrain.method.CropBatch;
import org.eobench.pretrain.method.StepValues;

/**
 * The gradients of a step: forward and backward pass of each of its batches, then clipping. Each
 * batch's arrays are freed before the next one is loaded. Nothing is copied to the host before all
 * of this is queued on the device.
 */
public final class GradientStep {
  private final TorchOps ops;
  private final ScheduledAdamW optimizer;
  private final List<String> names;
  private final long seed;

  /** The losses of one batch. */
  @FunctionalInterface
  public interface Terms {
    /**
     * The terms of the loss.
     *
     * @param random seed of the batch, such as for its masks
     * @param share of the batch in the step, which multiplies the terms
     * @param scope owner of all arrays
     * @return {@code [terms]}
     */
    NDArray of(CropBatch crops, long random, double share, NDManager scope);
  }

  /**
   * @param names names of the terms
   */
  public GradientStep(TorchOps ops, ScheduledAdamW optimizer, List<String> names, long seed) {
    this.ops = ops;
    this.optimizer = optimizer;
    this.names = List.copyOf(names);
    this.seed = seed;
  }

  /**
   * Computes the gradients of a step.
   *
   * @param iteration number of finished steps
   */
  public StepValues run(List<? extends CropBatch> batches, int iteration, Terms terms) {
    long random = StepSeed.of(seed, iteration);
    ops.seed(random);
    Stages.run(Stage.OPTIMIZER, optimizer::dropGradients);
    try (NDManager scope = ops.manager().newSubManager();
        GradientCollector tape = scope.getEngine().newGradientCollector()) {
      NDList found = new NDList();
      for (int i = 0; i < batches.size(); i++) {
        try (NDManager own = scope.newSubManager()) {
          CropBatch batch = batches.get(i);
          long ofBatch = StepSeed.of(random, i);
          NDArray each =
              Stages.call(Stage.ENCODER, () -> terms.of(batch, ofBatch, 1.0 / batches.size(), own));
          Stages.run(Stage.BACKWARD, () -> tape.backward(each.sum()));
          NDArray kept = each.stopGradient();
          kept.attach(scope);
          found.add(kept);
        }
      }
      return StepValues.read(names, found, optimizer.parts(), optimizer.clip(scope));
    }
  }
}
