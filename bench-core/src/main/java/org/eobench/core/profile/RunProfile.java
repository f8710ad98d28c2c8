package org.eobench.core.profile;

import java.util.List;
import org.eobench.core.run.TrialRun;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.StageTime;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a run's training steps goes.
 *
 * @param device such as {@code cpu}
 * @param engine such as {@code PyTorch 2.7.1}
 * @param threads of libtorch for one operator, on a CPU
 * @param precision number format of products
 * @param batch images in a step
 * @param steps measured steps
 * @param images how many the whole run has
 * @param stepsMillis time of these steps, with the waiting for samples
 * @param stages stages of the thread that trains, with the validation and the checkpoints
 * @param readers stages of the threads that read samples
 * @param encoderMultiplyAdds multiplications (each with an addition) of the encoder for an image
 * @param decoderMultiplyAdds those of the decoder
 * @param encoderPasses products of the encoder in a step in multiples of its forward pass: 1 if it
 *     is frozen, 3 if all of it is trained
 * @param matrixGigaflops measured rate of large matrix products in this precision, in 10⁹
 *     operations a second; a multiplication and an addition are two
 * @param peakBytes most resident memory of the process while it trained and validated; null where
 *     the system does not tell it
 */
public record RunProfile(
    String device,
    String engine,
    int threads,
    String precision,
    int batch,
    int steps,
    TrialRun.Images images,
    double stepsMillis,
    List<StageTime> stages,
    List<StageTime> readers,
    long encoderMultiplyAdds,
    long decoderMultiplyAdds,
    int encoderPasses,
    double matrixGigaflops,
    @Nullable Long peakBytes) {
  private static final double MILLIS = 1e3;
  private static final double GIGA = 1e9;

  /** The gradients of a product with respect to its two factors are products of the same size. */
  private static final int DECODER_PASSES = 3;

  /** The stages of a training step, in order. */
  public static final List<Stage> OF_A_STEP =
      List.of(
          Stage.WAIT,
          Stage.COLLATE,
          Stage.COPY,
          Stage.ENCODER,
          Stage.DECODER,
          Stage.LOSS,
          Stage.BACKWARD,
          Stage.OPTIMIZER);

  public RunProfile {
    stages = List.copyOf(stages);
    readers = List.copyOf(readers);
  }

  public double imagesPerSecond() {
    return trained() / stepsMillis * MILLIS;
  }

  /** The share of the steps in which the training waited for samples. */
  public double waitingShare() {
    return StageTime.millis(stages, Stage.WAIT) / stepsMillis;
  }

  /** Time of the steps outside of all their stages. */
  public double otherMillis() {
    double known = OF_A_STEP.stream().mapToDouble(stage -> StageTime.millis(stages, stage)).sum();
    return Math.max(0, stepsMillis - known);
  }

  /** Achieved share of the matrix rate in the encoder's forward pass. */
  public double encoderShare() {
    return share(encoderMultiplyAdds, StageTime.millis(stages, Stage.ENCODER));
  }

  /** Achieved share of the matrix rate in the decoder's forward pass. */
  public double decoderShare() {
    return share(decoderMultiplyAdds, StageTime.millis(stages, Stage.DECODER));
  }

  /**
   * Achieved share of the matrix rate over whole steps. Backward passes count as twice the forward
   * pass of what is trained, which is a little too much for a first layer.
   */
  public double stepShare() {
    return share(stepMultiplyAdds(), stepsMillis);
  }

  /** Multiplications of a step for an image, forward and backward. */
  public long stepMultiplyAdds() {
    return encoderMultiplyAdds * encoderPasses + decoderMultiplyAdds * DECODER_PASSES;
  }

  private double share(long multiplyAdds, double millis) {
    return millis == 0
        ? 0
        : 2 * multiplyAdds * trained() / GIGA / (millis / MILLIS) / matrixGigaflops;
  }

  private double trained() {
    return (double) batch * steps;
  }
}
