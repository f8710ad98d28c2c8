package org.eobench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.model.Finetune;
import org.eobench.core.optim.OptimizerConfig;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.run.plan.NormalizationSource;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.weights.UnfinishedSource;

/**
 * Warnings about unusual settings that do not stop a run. They are printed before training, stored
 * in {@code run.json} and repeated below the table.
 */
final class RunWarnings {
  private static final String PANGAEA = "pangaea";

  private final Plan plan;
  private final RunSetup setup;
  private final List<String> found = new ArrayList<>();

  private RunWarnings(Plan plan, RunSetup setup) {
    this.plan = plan;
    this.setup = setup;
  }

  static List<String> of(Plan plan, RunSetup setup) {
    RunWarnings warnings = new RunWarnings(plan, setup);
    warnings.found.addAll(setup.model().encoder().warnings());
    warnings.found.addAll(
        UnfinishedSource.warnings(
            plan.encoderConfig().keys().encoderWeights(), plan.config().modelWeights().file()));
    warnings.randomFrozenEncoder();
    warnings.ignoredClass();
    warnings.sizes();
    warnings.schedule();
    warnings.normalization();
    return warnings.found;
  }

  /**
   * Excludes encoders that are random by design: they have only buffers, or are fitted to the
   * training images first.
   */
  private void randomFrozenEncoder() {
    Encoder encoder = setup.model().encoder();
    boolean frozen =
        encoder.tensors().values().stream()
            .anyMatch(tensor -> !tensor.isBuffer() && !tensor.trainable());
    if (plan.encoderConfig().keys().encoderWeights() == null
        && frozen
        && setup.started() == null
        && encoder.dataFit() == null) {
      Finetune extent = plan.config().finetuning();
      found.add(
          String.format(
              Locale.ROOT,
              "the encoder is random and %s (encoder.encoder_weights=null, finetune=%s), so that"
                  + " the scores are those of an untrained encoder: train it with `finetune=true`,"
                  + " or give weights with `encoder.encoder_weights=FILE`",
              frozen(extent),
              plan.config().finetune().value()));
    }
  }

  private static String frozen(Finetune extent) {
    return switch (extent) {
      case RETRAIN_INPUT -> "frozen but for its input layer";
      case BIAS -> "frozen but for its biases";
      case LAST_BLOCKS -> "frozen but for its last blocks";
      case LORA -> "frozen but for changes of low rank";
      case NONE, FULL -> "frozen";
    };
  }

  /** A class that is never used, because its number is the ignore index. */
  private void ignoredClass() {
    DatasetSpec spec = setup.dataset().spec();
    int ignored = spec.ignoreIndex();
    if (spec.task().classes() && ignored >= 0 && ignored < spec.numClasses()) {
      found.add(
          String.format(
              Locale.ROOT,
              "the ignore index %d is the number of class %s, which is therefore neither trained"
                  + " nor scored; to include it, set `dataset.ignore_index=-1`",
              ignored,
              spec.classes().get(ignored)));
    }
  }

  /**
   * A model that is trained at one image size and evaluated at another scores less, especially if
   * it is frozen.
   */
  private void sizes() {
    if (!plan.config().train()
        || !setup.dataset().spec().task().dense()
        || setup.model().encoder().storedMaps() != null) {
      return;
    }
    ImageSpec train = setup.preprocessor(Split.TRAIN).output();
    ImageSpec test = setup.preprocessor(Split.TEST).output();
    int tile = setup.model().encoder().spec().inputSize();
    boolean tiled = plan.task().keys().inferenceMode() == InferenceMode.SLIDING;
    int height = tiled ? tile : test.height();
    int width = tiled ? tile : test.width();
    boolean known = train.height() > 0 && train.width() > 0 && height > 0 && width > 0;
    if (!known || (train.height() == height && train.width() == width)) {
      return;
    }
    found.add(
        String.format(
            Locale.ROOT,
            "the model is trained on images of %d x %d pixels and evaluated %s of %d x %d: %s",
            train.height(),
            train.width(),
            tiled ? "in tiles" : "on whole images",
            height,
            width,
            remedy(train, test, tiled, tile)));
  }

  private static String remedy(ImageSpec train, ImageSpec test, boolean tiled, int tile) {
    String tiles = "`encoder.input_size=" + train.height() + "`";
    boolean square = train.height() == train.width();
    if (tiled && train.height() == test.height() && train.width() == test.width()) {
      return "evaluate whole images with `task.evaluator.inference_mode=whole`";
    }
    if (!tiled && square && tile == train.height()) {
      return "evaluate in tiles of that size with `task.evaluator.inference_mode=sliding`";
    }
    if (tiled && square) {
      return "evaluate in tiles of the size of training with " + tiles;
    }
    return "train on crops of the size of the tiles with `preprocessing=seg_default` and"
        + " `task.evaluator.inference_mode=sliding`";
  }

  /** Pangaea normalises by the statistics of the data set. */
  private void normalization() {
    NormalizationSource source = plan.config().normalization();
    if (source != NormalizationSource.DATA && plan.protocol().equals(PANGAEA)) {
      found.add(
          "Pangaea normalises by the statistics of the data set, but normalization="
              + source.key()
              + " does not: the scores are not comparable with Pangaea's");
    }
  }

  private void schedule() {
    RunLoaders loaders = new RunLoaders(plan, setup, null);
    if (plan.config().train() && loaders.iterations() > 0) {
      // A plug-in's optimizer may not say its rate; no minimum is above NaN.
      double rate =
          plan.optimizer().config() instanceof OptimizerConfig optimizer
              ? optimizer.lr()
              : Double.NaN;
      found.addAll(plan.schedule().create(loaders.schedule(rate)).warnings());
    }
  }
}
