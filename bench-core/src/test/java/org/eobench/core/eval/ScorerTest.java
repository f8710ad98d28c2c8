package org.eobench.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.BenchException;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.ClassCounts;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MseAverage;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.Scores;
import org.eobench.core.metrics.images.ClassificationMetrics;
import org.eobench.core.metrics.images.MultiLabelMetrics;
import org.eobench.core.metrics.pixels.BoundaryCounts;
import org.eobench.core.metrics.pixels.BoundaryIou;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.metrics.pixels.RegressionMetrics;
import org.eobench.core.task.ClassKeys;
import org.eobench.core.task.ConfiguredTask;
import org.eobench.core.task.EvaluatorConfig;
import org.eobench.core.task.EvaluatorKeys;
import org.eobench.core.task.Task;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ClassificationConfig;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.multilabel.MultiLabelConfig;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.regression.RegressionConfig;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.core.task.segmentation.SegmentationConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private static final EvaluatorKeys KEYS = new EvaluatorKeys(InferenceMode.WHOLE, 1);
  private static final ConfiguredTask<?, ?> REGRESSION =
      new ConfiguredTask<>(new Regression(), new RegressionConfig(KEYS, MseAverage.PIXELS));
  private static final ConfiguredTask<?, ?> CLASSIFICATION =
      new ConfiguredTask<>(
          new Classification(), new ClassificationConfig(KEYS, ClassKeys.PLAIN, 5));
  private static final ConfiguredTask<?, ?> MULTI_LABEL =
      new ConfiguredTask<>(
          new MultiLabelClassification(), new MultiLabelConfig(KEYS, ClassKeys.PLAIN, 0.5, null));

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static DatasetSpec spec(TaskKind task, Quantity quantity, String... classes) {
    return new DatasetSpec(
        "toy",
        1,
        task,
        quantity,
        Map.of(),
        Map.of(),
        List.of(classes),
        -1,
        List.of(),
        0,
        1,
        "",
        "");
  }

  private static Scorer<?> scorer(DatasetSpec dataset, ConfiguredTask<?, ?> task) {
    List<Metric<?>> metrics = task.task().metrics();
    return new Scorer<>(task, dataset, ChosenMetrics.listed(metrics, metrics.get(0)));
  }

  private static <R> R of(Scores scores, Counting<?, ?, R> counting) {
    return scores.of(counting).orElseThrow();
  }

  private static Batch batch(Target... targets) {
    return new Batch(
        Map.of(),
        targets[0].batch(List.of(targets)),
        Collections.nCopies(targets.length, new SampleRef("a", List.of())),
        Collections.nCopies(targets.length, Acquisition.UNKNOWN));
  }

  @Test
  void scoresRegressionInTheUnitOfTheDataAndSkipsPixelsWithoutAValue() {
    DatasetSpec dataset = spec(Regression.KIND, new Quantity("t/ha", 100, 50), "biomass");
    Scorer<?> scorer = scorer(dataset, REGRESSION);
    Batch batch =
        batch(
            new ValueMap(new float[] {110, Float.NaN}, 1, 2),
            new ValueMap(new float[] {100, 200}, 1, 2));

    scorer.add(batch, manager.create(new float[] {0, 9, 0.2f, 1}, new Shape(2, 1, 1, 2)));

    Scores got = scorer.scores();
    RegressionMetrics scores = of(got, RegressionMetrics.COUNTING);
    // Predicted 100, -, 110, 150: errors -10, 10, -50.
    assertThat(scores.pixels()).isEqualTo(3);
    assertThat(scores.mae()).isCloseTo(70 / 3.0, within(1e-5));
    assertThat(scores.bias()).isCloseTo(-50 / 3.0, within(1e-5));
    assertThat(scores.mse()).isCloseTo(900, within(1e-3));
    assertThat(got.samples().get(0).of(RegressionMetrics.COUNTING).orElseThrow().sums().count())
        .isEqualTo(1);
    assertThat(got.sheet().remarks().get(0)).contains("t/ha");
    assertThat(got.sheet().rows().get(1).name()).isEqualTo("always 136.7");
  }

  /** Predicts class 0 but in the last column, with a probability of 0.75 everywhere, of three. */
  private NDArray threeQuartersSure(int size) {
    float sure = (float) Math.log(3);
    float[] logits = new float[3 * size * size];
    Arrays.fill(logits, 2 * size * size, logits.length, -1e4f);
    for (int i = 0; i < size * size; i++) {
      logits[(i % size == size - 1 ? 1 : 0) * size * size + i] = sure;
    }
    return manager.create(logits, new Shape(1, 3, size, size));
  }

  @Test
  void scoresContoursAndConfidenceOfASegmentationWhereAsked() {
    DatasetSpec dataset = spec(Segmentation.KIND, Quantity.PLAIN, "land", "sea", "ice");
    SegmentationConfig asked = new SegmentationConfig(KEYS, ClassKeys.PLAIN, true, true);
    Scorer<?> scorer = scorer(dataset, new ConfiguredTask<>(new Segmentation(), asked));
    int[] labels = new int[64];
    for (int row = 0; row < 8; row++) {
      labels[row * 8 + 6] = 1;
      labels[row * 8 + 7] = 1;
    }
    labels[3] = -1;

    scorer.add(batch(new LabelMap(labels, 8, 8)), threeQuartersSure(8));
    scorer.add(batch(new LabelMap(labels, 8, 8)), threeQuartersSure(8));

    Scores got = scorer.scores();
    // Of each sample's 63 pixels the 8 of column 6 are wrong.
    Calibration calibration = of(got, Calibration.COUNTING);
    assertThat(calibration.expectedError()).isCloseTo(55 / 63.0 - 0.75, within(1e-6));
    assertThat(calibration.bins().get(11).count()).isEqualTo(126);
    BoundaryIou boundary = of(got, BoundaryIou.COUNTING);
    // Sea: its 16 pixels are all near a contour, its predicted 8 too.
    assertThat(boundary.perClass().get(1).iou()).isEqualTo(0.5);
    assertThat(boundary.perClass().get(2).iou()).isNaN();
    BoundaryCounts own = got.samples().get(1).of(BoundaryIou.COUNTING).orElseThrow();
    assertThat(own.of(1)).isEqualTo(new ClassCounts(8, 16, 8));
    assertThat(got.sheet().columns()).extracting(ScoreSheet.Column::name).contains("boundary IoU");
    assertThat(got.sheet().rows())
        .extracting(ScoreSheet.Row::kind)
        .containsExactly("class", "class", "class", "mean", "micro", "weighted", "constant");
    assertThat(got.sheet().remarks())
        .contains("Not in this split, and excluded from the means: ice.")
        .first()
        .asString()
        .endsWith("expected calibration error 12.30.");
    assertThat(got.fields())
        .containsKeys("boundary_IoU", "ECE", "MCE", "reliability")
        .containsEntry("absent_classes", List.of("ice"));
  }

  @Test
  void scoresTheClassesOfImages() {
    DatasetSpec dataset = spec(Classification.KIND, Quantity.PLAIN, "land", "sea");
    Scorer<?> scorer = scorer(dataset, CLASSIFICATION);

    scorer.add(
        batch(new ImageClass(0), new ImageClass(1)),
        manager.create(new float[] {2, 1, 3, 1}, new Shape(2, 2)));
    scorer.add(
        batch(new ImageClass(-1), new ImageClass(1)),
        manager.create(new float[] {2, 1, 0, 1}, new Shape(2, 2)));

    Scores got = scorer.scores();
    ClassificationMetrics scores = of(got, ClassificationMetrics.COUNTING);
    assertThat(got.samples()).hasSize(4);
    assertThat(scores.images()).isEqualTo(3);
    assertThat(scores.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(got.sheet().remarks().get(0)).contains("(always one class: 66.67)");
    assertThat(scores.topK()).as("no more than there are classes").isEqualTo(2);
    assertThat(got.sheet().rows())
        .extracting(ScoreSheet.Row::name)
        .containsExactly("land", "sea", "mean", "always sea");
  }

  @Test
  void scoresSeveralLabelsOfAnImage() {
    DatasetSpec dataset =
        spec(MultiLabelClassification.KIND, Quantity.PLAIN, "field", "road", "lake");
    Scorer<?> scorer = scorer(dataset, MULTI_LABEL);

    scorer.add(
        batch(
            new ImageClasses(new boolean[] {true, false, true}),
            new ImageClasses(new boolean[] {true, true, true}, false),
            new ImageClasses(new boolean[] {true, true, false})),
        manager.create(new float[] {1, -1, 2, -9, -9, -9, 3, -2, -1}, new Shape(3, 3)));

    Scores got = scorer.scores();
    MultiLabelMetrics scores = of(got, MultiLabelMetrics.COUNTING);
    assertThat(got.samples()).as("one does not count").hasSize(2);
    assertThat(scores.subsetAccuracy()).isEqualTo(0.5);
    assertThat(scores.micro().recall()).isEqualTo(0.75);
    assertThat(scores.micro().precision()).isEqualTo(1);
    assertThat(got.sheet().rows())
        .extracting(ScoreSheet.Row::kind)
        .containsExactly("class", "class", "class", "mean", "micro", "constant");
  }

  @Test
  void refusesSplitsInWhichNothingCounts() {
    Scorer<?> values = scorer(spec(Regression.KIND, Quantity.PLAIN, "height"), REGRESSION);
    values.add(
        batch(new ValueMap(new float[] {Float.NaN}, 1, 1)),
        manager.create(new float[] {1}, new Shape(1, 1, 1, 1)));
    Scorer<?> classes = scorer(spec(Classification.KIND, Quantity.PLAIN, "a", "b"), CLASSIFICATION);
    classes.add(batch(new ImageClass(-1)), manager.create(new float[] {1, 0}, new Shape(1, 2)));
    Scorer<?> labels =
        scorer(spec(MultiLabelClassification.KIND, Quantity.PLAIN, "a", "b"), MULTI_LABEL);
    labels.add(
        batch(new ImageClasses(new boolean[2])),
        manager.create(new float[] {1, 0}, new Shape(1, 2)));

    for (Scorer<?> scorer : List.of(values, classes, labels)) {
      assertThatThrownBy(scorer::scores)
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("[Bench/NothingToScore]");
    }
  }

  private static <C extends Record & EvaluatorConfig, S> double score(
      Task<C, S> task, C config, String metric, NDArray logits, Target... targets) {
    DatasetSpec dataset = spec(task.kind(), Quantity.PLAIN, "a", "b", "c");
    Scorer<?> scorer = scorer(dataset, new ConfiguredTask<>(task, config));
    scorer.add(batch(targets), logits);
    return scorer.scores().value(metric);
  }

  @Test
  void theKeysOfATaskReachItsMetrics() {
    NDArray images = manager.create(new float[] {3, 2, 1, 3, 2, 1}, new Shape(2, 3));
    Target[] classes = {new ImageClass(1), new ImageClass(0)};
    Function<Integer, ClassificationConfig> best =
        k -> new ClassificationConfig(KEYS, ClassKeys.PLAIN, k);
    assertThat(score(new Classification(), best.apply(1), "top_k_accuracy", images, classes))
        .isEqualTo(0.5);
    assertThat(score(new Classification(), best.apply(2), "top_k_accuracy", images, classes))
        .isEqualTo(1);

    // Probabilities 0.95, 0.88 and 0.73.
    Target[] labels = {
      new ImageClasses(new boolean[] {true, false, false}),
      new ImageClasses(new boolean[] {true, false, true})
    };
    MultiLabelClassification multi = new MultiLabelClassification();
    MultiLabelConfig all = new MultiLabelConfig(KEYS, ClassKeys.PLAIN, 0.5, null);
    MultiLabelConfig sure = new MultiLabelConfig(KEYS, ClassKeys.PLAIN, 0.9, null);
    MultiLabelConfig two = new MultiLabelConfig(KEYS, ClassKeys.PLAIN, 0.5, 2);
    assertThat(score(multi, all, "precision", images, labels)).isEqualTo(3 / 6.0);
    assertThat(score(multi, sure, "precision", images, labels)).isEqualTo(2 / 2.0);
    assertThat(score(multi, two, "precision", images, labels)).isEqualTo(2 / 4.0);

    NDArray pixels = manager.create(new float[] {1, 1, 0, 0, 0, 0}, new Shape(1, 3, 1, 2));
    Target map = new LabelMap(new int[] {0, 0}, 1, 2);
    ClassKeys zero = new ClassKeys(AbsentClass.ZERO, 0);
    assertThat(
            score(
                new Segmentation(),
                new SegmentationConfig(KEYS, ClassKeys.PLAIN, false, false),
                "mIoU",
                pixels,
                map))
        .isEqualTo(1);
    assertThat(
            score(
                new Segmentation(),
                new SegmentationConfig(KEYS, zero, false, false),
                "mIoU",
                pixels,
                map))
        .isEqualTo(1 / 3.0);
    ClassKeys halves = new ClassKeys(AbsentClass.SKIP, 2);
    assertThat(
            score(
                new Segmentation(),
                new SegmentationConfig(KEYS, halves, false, false),
                "mIoU",
                pixels,
                map))
        .as("2 / (2 + 2)")
        .isEqualTo(0.5);
  }

  @Test
  void theMeanSquaredErrorIsOfPixelsOrOfBatches() {
    DatasetSpec dataset = spec(Regression.KIND, Quantity.PLAIN, "height");
    Map<MseAverage, Double> expected =
        Map.of(MseAverage.PIXELS, (9 + 1 + 1) / 3.0, MseAverage.BATCHES, (9 + 1) / 2.0);
    expected.forEach(
        (average, mse) -> {
          RegressionConfig config = new RegressionConfig(KEYS, average);
          Scorer<?> scorer = scorer(dataset, new ConfiguredTask<>(new Regression(), config));
          scorer.add(
              batch(new ValueMap(new float[] {3}, 1, 1)),
              manager.create(new float[] {0}, new Shape(1, 1, 1, 1)));
          scorer.add(
              batch(new ValueMap(new float[] {1}, 1, 1), new ValueMap(new float[] {1}, 1, 1)),
              manager.create(new float[] {0, 2}, new Shape(2, 1, 1, 1)));
          assertThat(scorer.scores().value("MSE")).as("%s", average).isEqualTo(mse);
        });
  }
}
