package org.eobench.testing.golden.checks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.eobench.core.task.segmentation.PredictedClasses;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.RecordedArray;

/** Cases of segmentation metrics, for whole evaluations and for single training batches. */
final class SegmentationMetricsCheck implements GoldenCheck {
  private static final String EVALUATION = "metrics/segmentation";
  private static final String TRAINING = "metrics/training_log";

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().equals(EVALUATION) || golden.component().equals(TRAINING);
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    JsonNode config = golden.config();
    int classes = config.path("num_classes").asInt();
    ConfusionMatrix matrix = new ConfusionMatrix(classes, config.path("ignore_index").asInt());
    count(golden.input("logits"), golden.input("target"), matrix, context.manager());
    if (golden.component().equals(TRAINING)) {
      computed.put("acc_macc_miou", trainingLog(matrix));
    } else {
      evaluation(matrix, computed);
    }
  }

  private static void count(
      RecordedArray logits, RecordedArray target, ConfusionMatrix matrix, NDManager manager) {
    long[] shape = logits.shape();
    int axes = shape.length;
    long[] flat = {
      logits.values().length / (shape[axes - 3] * shape[axes - 2] * shape[axes - 1]),
      shape[axes - 3],
      shape[axes - 2],
      shape[axes - 1]
    };
    try (NDManager step = manager.newSubManager()) {
      NDArray images = step.create(logits.floats(), new Shape(flat));
      matrix.add(PredictedClasses.of(images), target.ints());
    }
  }

  /** {@code [Acc, mAcc, mIoU]} in percent, without classes that do not occur. */
  static double[] trainingLog(ConfusionMatrix matrix) {
    MetricRules rules = new MetricRules(AbsentClass.SKIP_UNPREDICTED, 0);
    SegmentationMetrics scores = SegmentationMetrics.of(matrix, names(matrix), rules);
    return percent(scores.overallAccuracy(), scores.meanClassAccuracy(), scores.meanIou());
  }

  static SegmentationMetrics pangaea(ConfusionMatrix matrix) {
    return SegmentationMetrics.of(matrix, names(matrix), MetricRules.PANGAEA);
  }

  private static void evaluation(ConfusionMatrix matrix, ComputedArrays computed) {
    SegmentationMetrics scores = pangaea(matrix);
    computed.put("confusion", Arrays.stream(matrix.toArray()).asDoubleStream().toArray());
    computed.put("iou", each(scores, ClassScores::iou));
    computed.put("f1", each(scores, ClassScores::f1));
    // The original calls its recall "Precision" and its precision "Recall".
    computed.put("precision", each(scores, ClassScores::recall));
    computed.put("recall", each(scores, ClassScores::precision));
    computed.put("means", percent(scores.meanIou(), scores.meanF1(), scores.overallAccuracy()));
  }

  private static double[] each(SegmentationMetrics scores, ToDoubleFunction<ClassScores> part) {
    return percent(scores.perClass().stream().mapToDouble(part).toArray());
  }

  static double[] percent(double... fractions) {
    return Arrays.stream(fractions).map(fraction -> 100 * fraction).toArray();
  }

  private static List<String> names(ConfusionMatrix matrix) {
    return IntStream.range(0, matrix.classes()).mapToObj(label -> "class " + label).toList();
  }
}
