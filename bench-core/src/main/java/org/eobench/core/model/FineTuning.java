package org.eobench.core.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.LayerOrder;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.TensorPattern;

/**
 * The parameters of a model that are trained, and the modes in which its parts run.
 *
 * @param extent how much of the encoder is trained
 * @param frozenMode the mode of an encoder that is not fully trained
 * @param frozen patterns of further parameters that are not trained, of encoder and decoder
 * @param lastBlocks number of blocks that {@link Finetune#LAST_BLOCKS} trains
 * @param unfreezeAt share of the training steps after which the encoder is trained; 0 for all of
 *     them
 */
public record FineTuning(
    Finetune extent,
    FrozenMode frozenMode,
    List<TensorPattern> frozen,
    int lastBlocks,
    double unfreezeAt) {
  public FineTuning {
    frozen = List.copyOf(frozen);
  }

  /** Parameters that are trained by the extent alone. */
  public FineTuning(Finetune extent, FrozenMode frozenMode) {
    this(extent, frozenMode, List.of());
  }

  /** Parameters that are trained from the first step. */
  public FineTuning(Finetune extent, FrozenMode frozenMode, List<TensorPattern> frozen) {
    this(extent, frozenMode, frozen, 0, 0);
  }

  private static final int SHOWN = 3;

  /**
   * Freezes the parameters that are not trained. Frozen parameters get no gradients at all.
   *
   * @throws BenchException if the encoder should be trained but has no parameters, or has a decoder
   *     that is fitted without gradients, or a pattern has no parameter
   */
  public void freeze(EoModel model) {
    requireSomethingToTrain(model.encoder());
    model.decoder().setTrainable(true);
    model.encoder().setTrainable(false);
    Set<String> last = extent == Finetune.LAST_BLOCKS ? lastBlocks(model.encoder()) : Set.of();
    model
        .encoder()
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.isBuffer() && (last.contains(name) || isTrained(model.encoder(), name))) {
                tensor.setTrainable(true);
              }
            });
    frozen.forEach(pattern -> freeze(pattern, model));
    requireGradients(model);
  }

  private void freeze(TensorPattern pattern, EoModel model) {
    Map<String, Parameter> trained = trained(model);
    Map<String, Parameter> chosen = new LinkedHashMap<>(trained);
    chosen.keySet().removeIf(name -> !pattern.matches(name));
    if (chosen.isEmpty() || chosen.size() == trained.size()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  chosen.isEmpty() ? "NoSuchTensors" : "NothingTrains",
                  chosen.isEmpty()
                      ? "no parameter that would be trained is called " + pattern.text()
                      : "freeze leaves nothing to train")
              .at("freeze, " + pattern.text())
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "a pattern for some of %d parameters such as %s",
                      trained.size(),
                      trained.keySet().stream().limit(SHOWN).collect(Collectors.joining(", "))))
              .next("change the pattern, where `*` stands for any characters, or leave it out"));
    }
    chosen.values().forEach(tensor -> tensor.setTrainable(false));
  }

  /**
   * Refuses to train an encoder with a decoder that is fitted without gradients: no gradient would
   * ever reach its parameters.
   */
  private void requireGradients(EoModel model) {
    if (model.decoder().featureFit() == null || trained(model).isEmpty()) {
      return;
    }
    String what =
        extent == Finetune.NONE
            ? "the encoder has layers without pretrained weights, which must be trained: "
                + String.join(", ", trained(model).keySet())
            : String.format(Locale.ROOT, "finetune=%s trains the encoder", key());
    throw new BenchException(
        ExitCode.CONFIG,
        Problem.of("NothingTrains", what + ", but this decoder is fitted without gradients")
            .at("decoder")
            .expecting("a frozen encoder")
            .next(
                "set `finetune=false`, or choose a decoder that is trained with gradients, such as"
                    + " `decoder=cls_linear`"));
  }

  private boolean isTrained(Encoder encoder, String name) {
    return switch (extent) {
      case FULL -> true;
      case BIAS -> isBias(name) || encoder.isAlwaysTrained(name);
      case LORA -> isLora(name) || encoder.isAlwaysTrained(name);
      case RETRAIN_INPUT -> encoder.isInputLayer(name) || encoder.isAlwaysTrained(name);
      case NONE, LAST_BLOCKS -> encoder.isAlwaysTrained(name);
    };
  }

  /** The tensors of the last blocks, and those that follow them. */
  private Set<String> lastBlocks(Encoder encoder) {
    LayerOrder order = LayerOrder.of(encoder.tensors().keySet());
    if (!order.isSequence() || lastBlocks > order.blocks()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NoBlocks",
                  order.isSequence()
                      ? String.format(
                          Locale.ROOT,
                          "finetune=last_%d trains %1$d blocks, but the encoder has %d",
                          lastBlocks,
                          order.blocks())
                      : "finetune=last_N needs one sequence of blocks, but " + order.fault())
              .at("finetune=last_" + lastBlocks)
              .expecting(
                  order.isSequence()
                      ? "at most last_" + order.blocks()
                      : "an encoder with blocks, such as a vision transformer")
              .next("train all of the encoder with `finetune=true`"));
    }
    Set<String> last = new LinkedHashSet<>();
    order
        .layers()
        .forEach(
            (name, layer) -> {
              if (layer > order.blocks() - lastBlocks) {
                last.add(name);
              }
            });
    return last;
  }

  /** Such as {@code bias} and {@code in_proj_bias}. */
  private static boolean isBias(String name) {
    return name.endsWith("bias");
  }

  /** Whether a tensor, by any of its names, belongs to a change of low rank. */
  public static boolean isLora(String name) {
    return name.endsWith("." + Linear.LORA_A) || name.endsWith("." + Linear.LORA_B);
  }

  private void requireSomethingToTrain(Encoder encoder) {
    if (extent == Finetune.BIAS
        && encoder.tensors().keySet().stream().noneMatch(FineTuning::isBias)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NothingToFineTune",
                  "finetune=bias trains the biases of the encoder, but it has none")
              .expecting(
                  "an encoder with biases; this one has tensors such as "
                      + encoder.tensors().keySet().stream()
                          .limit(SHOWN)
                          .collect(Collectors.joining(", ")))
              .next("train only the decoder with `finetune=false`, or all with `finetune=true`"));
    }
    if (extent != Finetune.NONE
        && encoder.tensors().values().stream().allMatch(Parameter::isBuffer)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NothingToFineTune",
                  String.format(
                      Locale.ROOT,
                      "finetune=%s trains the encoder, but it has no parameters to train",
                      key()))
              .expecting("finetune=false")
              .next("train only the decoder: `finetune=false`"));
    }
  }

  /** The config value of the extent. */
  private String key() {
    return extent == Finetune.LAST_BLOCKS ? "last_" + lastBlocks : extent.key();
  }

  /** Sets the parts to their training modes. */
  public void beginTraining(EoModel model) {
    beginTraining(model, true);
  }

  /**
   * Sets the parts to their training modes.
   *
   * @param encoderTrains false while an encoder that is trained later is still frozen
   */
  void beginTraining(EoModel model, boolean encoderTrains) {
    model.decoder().setTraining(true);
    model
        .encoder()
        .setTraining(encoderTrains ? trainsInTrainingMode() : frozenMode == FrozenMode.TRAIN);
  }

  /**
   * Whether the encoder is in training mode during training, so that its batch statistics move even
   * if it is frozen.
   */
  public boolean trainsInTrainingMode() {
    return extent == Finetune.FULL || frozenMode == FrozenMode.TRAIN;
  }

  /** Sets the parts to their evaluation modes. */
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
