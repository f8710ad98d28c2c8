package org.eobench.core.progress;

import java.nio.file.Path;
import java.util.Map;

/**
 * Follows a run. Every method does nothing unless it is overridden, so a listener overrides what it
 * is interested in:
 *
 * <pre>{@code
 * ProgressListener losses =
 *     new ProgressListener() {
 *       @Override
 *       public void step(TrainingStep step) {
 *         System.out.println(step.iteration() + " " + step.loss());
 *       }
 *     };
 * }</pre>
 *
 * <p>The methods are called on the thread that runs, between two batches, so a slow listener slows
 * the run. An exception that a listener throws ends the run, which is then recorded as failed.
 */
public interface ProgressListener {
  /** A sentence for the user: what was chosen, what was found, a warning. */
  default void message(String text) {}

  /** The run directory exists from now on. */
  default void directory(Path run) {}

  /** A training step is done. */
  default void step(TrainingStep step) {}

  /**
   * The model was validated.
   *
   * @param epoch number of epochs that are finished
   * @param scores by the key of the metric, such as {@code mIoU}; fractions, not percent
   * @param best whether this is the best model so far
   */
  default void validated(int epoch, Map<String, Double> scores, boolean best) {}

  /**
   * Starts a stage of known length, such as an epoch or the test.
   *
   * @param stage what is counted, such as {@code epoch 3/10}
   * @param total number of units, most often batches
   */
  default Bar bar(String stage, long total) {
    return new Bar() {};
  }

  /** One stage; closed at its end. */
  interface Bar extends AutoCloseable {
    /**
     * Moves the bar.
     *
     * @param done units that are finished
     * @param detail what to show next to it, such as {@code loss 0.312 lr 1e-4}
     */
    default void to(long done, String detail) {}

    /** A line for logs: printed where no bar can be drawn, left out on a terminal. */
    default void note(String text) {}

    @Override
    default void close() {}
  }

  /** Ignores everything. */
  static ProgressListener silent() {
    return new ProgressListener() {};
  }
}
