package org.eobench.core.run.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Metric;
import org.eobench.core.model.Finetune;
import org.eobench.core.run.ToyParts;
import org.eobench.core.task.segmentation.Segmentation;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final String GOOD =
      ToyParts.YAML
          .replace("finetune: true", "finetune: retrain_input")
          .replace("{train: []", "{train: [{_target_: BandFilter}]");

  private static Plan plan(String yaml) {
    return Plan.read(
        new RunRequest(ToyParts.config(yaml), Map.of(), List.of()), ToyParts.components());
  }

  @Test
  void understandsAWholeConfig() {
    Plan plan = plan(GOOD);
    assertThat(plan.config().finetuning()).isEqualTo(Finetune.RETRAIN_INPUT);
    assertThat(plan.protocol()).isEqualTo("default");
    assertThat(plan.steps().get(Split.TRAIN)).hasSize(1);
    assertThat(plan.encoderConfig().keys().frozenMode()).isEqualTo(FrozenMode.EVAL);
  }

  @Test
  void takesABooleanForFinetune() {
    assertThat(plan(GOOD.replace("retrain_input", "true")).config().finetuning())
        .isEqualTo(Finetune.FULL);
    assertThat(plan(GOOD.replace("retrain_input", "false")).config().finetuning())
        .isEqualTo(Finetune.NONE);
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    String wrong =
        GOOD.replace("\nbatch_size: 4", "\nbatch_size: 0")
            .replace("seed: 234", "sead: 234")
            .replace("count: 8", "cuont: 8")
            .replace("encoder: {_target_: toy", "encoder: {_target_: toyy")
            .replace("n_epochs: 2", "n_epochs: two")
            .replace("_target_: BandFilter", "_target_: BandFilte")
            .replace("lr: 0.01", "lr: -1");
    assertThatThrownBy(() -> plan(wrong))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIG))
        .hasMessageContaining("batch_size=0")
        .hasMessageContaining("did you mean seed?")
        .hasMessageContaining("did you mean count?")
        .hasMessageContaining("[Bench/UnknownEncoder] there is no encoder with the key `toyy`")
        .hasMessageContaining("task.trainer.n_epochs")
        .hasMessageContaining("did you mean BandFilter?")
        .hasMessageContaining("optimizer.lr");
  }

  @Test
  void refusesWhatOnlyTheRecordKnowsToBeWrong() {
    assertThatThrownBy(() -> plan(GOOD.replace("retrain_input", "yes please")))
        .hasMessageContaining(
            "finetune=yes please must be false or none, input or retrain_input, bias, lora,"
                + " last_N");
    assertThatThrownBy(
            () -> plan(GOOD.replace("finetune: retrain_input", "finetune: true\nlora: {rank: 4}")))
        .hasMessageContaining("the keys of lora are for finetune=lora, but finetune=true");
    assertThatThrownBy(
            () ->
                plan(GOOD.replace("finetune: retrain_input", "finetune: false\nunfreeze_at: 0.2")))
        .hasMessageContaining(
            "unfreeze_at=0.2 says when the encoder begins to train, but finetune=false never trains"
                + " it");
    assertThatThrownBy(
            () -> plan(GOOD.replace("finetune: retrain_input", "finetune: true\nunfreeze_at: 1")))
        .hasMessageContaining("unfreeze_at");
    assertThatThrownBy(() -> plan(GOOD.replace("device: cpu", "device: mps")))
        .hasMessageContaining("device=mps must be auto, cpu, gpu or gpu:N");
    assertThatThrownBy(() -> plan(GOOD.replace("train: true", "train: false")))
        .hasMessageContaining("ckpt_dir=runs/<name>");
    assertThatThrownBy(() -> plan(GOOD.replace("ckpt_dir: null", "ckpt_dir: runs/mine")))
        .hasMessageContaining("ckpt_dir=runs/mine is for train=false, which tests that run")
        .hasMessageContaining("`resume=true`");
    assertThatThrownBy(() -> plan(GOOD.replace("best_metric_key: mIoU", "best_metric_key: miou")))
        .hasMessageContaining("did you mean mIoU?");
  }

  @Test
  void saysWhenAComponentDoesNotNameItself() {
    assertThatThrownBy(() -> plan(GOOD.replace("decoder: {_target_: toy}", "decoder: {}")))
        .hasMessageContaining("[Bench/MissingTarget] decoder._target_")
        .hasMessageContaining("one of toy");
  }

  @Test
  void choosesTheUsualMetricsOfTheTask() {
    ChosenMetrics usual = plan(GOOD).metrics();
    assertThat(usual.listed()).isFalse();
    assertThat(usual.best().key()).isEqualTo("mIoU");
    assertThat(usual.headline())
        .extracting(Metric::key)
        .containsExactly("mIoU", "mF1", "overall_accuracy");
    assertThat(usual.computed())
        .extracting(Metric::key)
        .contains("ECE")
        .doesNotContain("boundary_IoU");
    String older =
        GOOD.replace(
            "metric_epsilon: 0", "metric_epsilon: 0, boundary_iou: true, calibration: false");
    assertThat(plan(older).metrics().computed())
        .extracting(Metric::key)
        .endsWith("frequency_weighted_F1", "boundary_IoU");
  }

  @Test
  void choosesTheMetricsThatAreListedAndThatOfTheBestCheckpoint() {
    ChosenMetrics chosen =
        plan(listing("[ECE, mIoU]")
                .replace("best_metric_key: mIoU", "best_metric_key: boundary_IoU"))
            .metrics();
    assertThat(chosen.listed()).isTrue();
    assertThat(chosen.computed())
        .extracting(Metric::key)
        .containsExactly("ECE", "mIoU", "boundary_IoU");
    assertThat(chosen.best().key()).isEqualTo("boundary_IoU");
  }

  @Test
  void refusesMetricsThatTheTaskDoesNotHave() {
    assertThatThrownBy(() -> plan(listing("[miuo, RMSE, mAP]")))
        .hasMessageContaining("task.evaluator.metrics: miuo is not a metric of segmentation")
        .hasMessageContaining("did you mean mIoU?")
        .hasMessageContaining(
            "RMSE is a metric of image_regression and regression, not of segmentation")
        .hasMessageContaining("mAP is a metric of multi_label_classification");
  }

  private static String listing(String metrics) {
    return GOOD.replace("metric_epsilon: 0", "metric_epsilon: 0, metrics: " + metrics);
  }

  @Test
  void refusesAnUnknownTaskAndTheKeysOfAnother() {
    assertThatThrownBy(() -> plan(GOOD.replace("  trainer:", "  kind: regresion\n  trainer:")))
        .hasMessageContaining("[Bench/UnknownTask] task.kind=regresion is not the key of a task")
        .hasMessageContaining("where: train.yaml:")
        .hasMessageContaining("did you mean regression?");
    assertThatThrownBy(() -> plan(GOOD.replace("  trainer:", "  kind: regression\n  trainer:")))
        .hasMessageContaining("task.evaluator.absent_class is not a key of task.evaluator")
        .hasMessageContaining("mse_average");
    assertThat(
            plan(GOOD.replace("  trainer:", "  kind: Change-Detection\n  trainer:")).task().kind())
        .isEqualTo(Segmentation.CHANGE_DETECTION);
  }

  @Test
  void reportsTheEvaluatorsKeysTogetherWithAllOthers() {
    String wrong = GOOD.replace("seed: 234", "sed: 234").replace("metric_epsilon: 0", "epsilon: 0");
    assertThatThrownBy(() -> plan(wrong))
        .hasMessageContaining("sed is not a key here")
        .hasMessageContaining("task.evaluator.epsilon is not a key of task.evaluator");
  }

  @Test
  void refusesDecodersLossesAndMetricsOfAnotherTask() {
    String regression =
        GOOD.replaceAll(",\\s+absent_class: skip, metric_epsilon: 0", "")
            .replace("  trainer:", "  kind: regression\n  trainer:");
    assertThatThrownBy(() -> plan(regression))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIG))
        .hasMessageContaining(
            "task.trainer.best_metric_key: mIoU is a metric of change_detection and segmentation,"
                + " not of regression")
        .hasMessageContaining("known: RMSE, MAE, R2, MSE, bias");
    assertThatThrownBy(() -> plan(regression.replace("mIoU", "RMSE")))
        .hasMessageContaining(
            "[Bench/WrongTask] the decoder toy is for change_detection, segmentation")
        .hasMessageContaining("the task is regression")
        .hasMessageContaining("cross_entropy is for change_detection, classification, segmentation")
        .hasMessageContaining("known: huber, mae, mse, sum");
    String sum =
        "criterion: {_target_: sum, losses: [{criterion: {_target_: mse}},"
            + " {criterion: {_target_: dice, smooth: 1, ignored_predictions: skip,"
            + " absent_classes: skip}}]}";
    assertThatThrownBy(
            () ->
                plan(
                    regression
                        .replace("mIoU", "RMSE")
                        .replace("criterion: {_target_: cross_entropy}", sum)))
        .hasMessageContaining("the criterion sum is for no task");
    String contours =
        regression.replace("mIoU", "RMSE").replace("whole,", "whole, boundary_iou: true,");
    assertThatThrownBy(() -> plan(contours))
        .hasMessageContaining("task.evaluator.boundary_iou is not a key of task.evaluator");
  }

  @Test
  void refusesAMisspeltKeyOfATermOfASumOfLosses() {
    String sum =
        "criterion: {_target_: sum, losses: [{criterion: {_target_: cross_entropy}},"
            + " {criterion: {_target_: dice, smoth: 1, ignored_predictions: skip,"
            + " absent_classes: skip}}]}";

    assertThatThrownBy(() -> plan(GOOD.replace("criterion: {_target_: cross_entropy}", sum)))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIG))
        .hasMessageContaining("criterion.losses.1.criterion.smoth")
        .hasMessageContaining("did you mean smooth?");
  }
}
