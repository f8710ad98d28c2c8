package org.eobench.core.model;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Parameter;

/**
 * Which parameters of a model are trained and in which mode its parts run.
 *
 * @param extent how much of the encoder is trained
 * @param frozenMode the mode of an encoder that is not fully trained
 */
public record FineTuning(Finetune extent, FrozenMode frozenMode) {

  /**
   * Freezes what shall not be trained. Frozen parameters get no gradients at all.
   *
   * @throws BenchException when the encoder is to be trained and has no parameters, or has a
   *     decoder that is fitted without gradients
   */
  public void freeze(EoModel model) {
    requireSomethingToTrain(model.encoder());
    model.decoder().setTrainable(true);
    model.encoder().setTrainable(false);
    model
        .encoder()
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.isBuffer() && isTrained(model.encoder(), name)) {
                tensor.setTrainable(true);
              }
            });
    requireGradients(model);
  }

  /** Beside a decoder that is fitted at once, nothing would ever change a trained parameter. */
  private void requireGradients(EoModel model) {
    if (model.decoder().featureFit() == null || trained(model).isEmpty()) {
      return;
    }
    String what =
        extent == Finetune.NONE
            ? "the encoder has layers that no checkpoint has and that must be trained: "
                + String.join(", ", trained(model).keySet())
            : String.format(Locale.ROOT, "finetune=%s asks to train the encoder", extent.key());
    throw new BenchException(
        ExitCode.CONFIG,
        Problem.of("NothingTrains", what + "; this decoder is fitted at once, without gradients")
            .at("decoder")
            .expecting("an encoder that stays as it is")
            .next(
                "set `finetune=false`, or choose a decoder that is trained, such as"
                    + " `decoder=cls_linear`"));
  }

  private boolean isTrained(Encoder encoder, String name) {
    return switch (extent) {
      case FULL -> true;
      case RETRAIN_INPUT -> encoder.isInputLayer(name) || encoder.isAlwaysTrained(name);
      case NONE -> encoder.isAlwaysTrained(name);
    };
  }

  private void requireSomethingToTrain(Encoder encoder) {
    if (extent != Finetune.NONE
        && encoder.tensors().values().stream().allMatch(Parameter::isBuffer)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NothingToFineTune",
                  String.format(
                      Locale.ROOT,
                      "finetune=%s asks to train an encoder that has nothing to train",
                      extent.key()))
              .expecting("finetune=false")
              .next("train the decoder alone: `finetune=false`"));
    }
  }

  /** Puts the parts into the mode they train in. */
  public void beginTraining(EoModel model) {
    model.decoder().setTraining(true);
    model.encoder().setTraining(extent == Finetune.FULL || frozenMode == FrozenMode.TRAIN);
  }

  /** Puts the parts into the mode they are evaluated in. */
  public void beginEvaluation(EoModel model) {
    model.decoder().setTraining(false);
    model.encoder().setTraining(false);
  }

  /** The parameters that are trained, by checkpoint name. */
  public static Map<String, Parameter> trained(EoModel model) {
    Map<String, Parameter> trained = new LinkedHashMap<>();
    model
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.trainable()) {
                trained.put(name, tensor);
              }
            });
    return trained;
  }
}
