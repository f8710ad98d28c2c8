package org.eobench.core.model;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.Parameter;

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
  private final int first;
  private final List<Parameter> later = new ArrayList<>();

  /**
   * @param model after {@link FineTuning#freeze}
   * @param steps number of steps of the whole training
   */
  public Unfreezing(EoModel model, FineTuning fineTuning, int steps) {
    this.model = model;
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

  /** The first step that trains the encoder, from 0; 0 if all do. */
  public int first() {
    return first;
  }

  /** Whether a step is the first that trains an encoder that was frozen before it. */
  public boolean isMoment(int step) {
    return first > 0 && step == first;
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
