package org.eobench.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.Parameter;
import org.eobench.core.progress.ProgressListener;

/**
 * Staged training: the encoder stays frozen in the first steps, in which the decoder learns to read
 * its features. The step decides alone, so a training can stop and go on on either side of the
 * moment.
 *
 * <p>The optimizer knows the parameters of both stages from the start. Frozen ones get no gradient,
 * which leaves them, and what the optimizer remembers of them, as they are.
 */
public final class Unfreezing {
  private final EoModel model;
  private final FineTuning fineTuning;
  private final int steps;
  private final ProgressListener progress;

  /** The first step that trains the encoder, from 0; 0 if all do. */
  private final int first;

  private final List<Parameter> later = new ArrayList<>();

  /**
   * @param model after {@link FineTuning#freeze}
   * @param steps number of steps of the whole training
   * @param progress is told of the moment
   */
  public Unfreezing(EoModel model, FineTuning fineTuning, int steps, ProgressListener progress) {
    this.model = model;
    this.steps = steps;
    this.progress = progress;
    this.fineTuning = fineTuning;
    this.first = (int) Math.ceil(fineTuning.unfreezeAt() * steps);
    if (first > 0) {
      model
          .encoder()
          .tensors()
          .forEach(
              (name, tensor) -> {
                if (tensor.trainable() && !model.encoder().isAlwaysTrained(name)) {
                  later.add(tensor);
                }
              });
    }
  }

  /** Says when the encoder begins to train, if that is after a step, from 0. */
  public void announce(int step) {
    if (first > step) {
      progress.message(
          String.format(
              Locale.ROOT,
              "unfreeze_at=%s: the encoder is frozen up to step %d of %d, and trained after it",
              fineTuning.unfreezeAt(),
              first,
              steps));
    }
  }

  /** Unfreezes the encoder if this step, from 0, is the first that trains it. */
  public void before(int step) {
    if (first > 0 && step == first) {
      begin(step);
      progress.message("the encoder is trained from now on: " + TrainedParts.of(model));
    }
  }

  /** Sets the model for the steps from this one, counted from 0, to the next moment. */
  public void begin(int step) {
    boolean trains = step >= first;
    later.forEach(
        tensor -> {
          if (tensor.trainable() != trains) {
            tensor.setTrainable(trains);
          }
        });
    fineTuning.beginTraining(model, trains);
  }
}
