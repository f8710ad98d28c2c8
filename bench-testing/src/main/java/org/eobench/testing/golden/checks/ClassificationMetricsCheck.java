package org.eobench.testing.golden.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.ScoreMeans;
import org.eobench.core.metrics.images.ClassificationMetrics;
import org.eobench.core.metrics.images.LabelRule;
import org.eobench.core.metrics.images.MultiLabelMetrics;
import org.eobench.core.metrics.images.ScoredImage;
import org.eobench.core.metrics.images.ScoredLabels;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.RecordedArray;

/** Cases of image classification metrics, with one class or several labels per image. */
final class ClassificationMetricsCheck implements GoldenCheck {
  private static final String ONE_HOT = "metrics/classification";
  private static final String LINEAR = "metrics/linear_classification";

  /** Macro means over all classes, as in the original. */
  private static final MetricRules ALL_CLASSES = new MetricRules(AbsentClass.ZERO, 0);

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().equals(ONE_HOT) || golden.component().equals(LINEAR);
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    int classes = golden.config().path("num_classes").asInt();
    if (golden.component().equals(ONE_HOT)) {
      oneHot(golden, classes, computed);
    } else if (golden.config().path("multi_label").asBoolean()) {
      severalLabels(golden, classes, computed);
    } else {
      oneLabel(golden, classes, computed);
    }
  }

  private static void oneHot(GoldenCase golden, int classes, ComputedArrays computed) {
    List<float[]> targets = rows(golden.input("target"), classes);
    List<ScoredImage> images = new ArrayList<>();
    for (float[] scores : rows(golden.input("logits"), classes)) {
      images.add(
          new ScoredImage(scores, new ScoredImage(targets.get(images.size()), 0).predicted()));
    }
    ConfusionMatrix every = metrics(images, classes).confusion();
    ConfusionMatrix once = oncePerBatch(images, classes, golden.config().path("batch").asInt());
    computed.put("confusion_true", counts(every));
    computed.put("confusion_as_peer", counts(once));
    SegmentationMetrics means = SegmentationMetricsCheck.pangaea(once);
    computed.put(
        "means", SegmentationMetricsCheck.percent(means.meanF1(), means.overallAccuracy()));
  }

  /** Reproduces a fault of the original: a batch counts equal pairs once. */
  private static ConfusionMatrix oncePerBatch(List<ScoredImage> images, int classes, int batch) {
    ConfusionMatrix matrix = new ConfusionMatrix(classes, -1);
    for (int start = 0; start < images.size(); start += batch) {
      Set<List<Integer>> pairs = new HashSet<>();
      for (ScoredImage image : images.subList(start, start + batch)) {
        pairs.add(List.of(image.predicted(), image.label()));
      }
      pairs.forEach(pair -> matrix.add(new int[] {pair.get(0)}, new int[] {pair.get(1)}));
    }
    return matrix;
  }

  private static void oneLabel(GoldenCase golden, int classes, ComputedArrays computed) {
    int[] targets = golden.input("target").ints();
    List<ScoredImage> images = new ArrayList<>();
    for (float[] scores : rows(golden.input("logits"), classes)) {
      images.add(new ScoredImage(scores, targets[images.size()]));
    }
    ClassificationMetrics metrics = metrics(images, classes);
    computed.put("metrics", four(metrics.accuracy(), metrics.macro()));
  }

  private static void severalLabels(GoldenCase golden, int classes, ComputedArrays computed) {
    List<float[]> targets = rows(golden.input("target"), classes);
    List<ScoredLabels> images = new ArrayList<>();
    for (float[] scores : rows(golden.input("logits"), classes)) {
      float[] target = targets.get(images.size());
      boolean[] labels = new boolean[classes];
      IntStream.range(0, classes).forEach(label -> labels[label] = target[label] == 1);
      images.add(ScoredLabels.of(scores, labels, LabelRule.LIKELY));
    }
    MultiLabelMetrics metrics = MultiLabelMetrics.of(images, names(classes), ALL_CLASSES);
    computed.put("metrics", four(metrics.subsetAccuracy(), metrics.micro()));
  }

  private static ClassificationMetrics metrics(List<ScoredImage> images, int classes) {
    return ClassificationMetrics.of(images, names(classes), -1, ALL_CLASSES);
  }

  private static double[] four(double accuracy, ScoreMeans means) {
    return new double[] {accuracy, means.precision(), means.recall(), means.f1()};
  }

  private static double[] counts(ConfusionMatrix matrix) {
    return Arrays.stream(matrix.toArray()).asDoubleStream().toArray();
  }

  private static List<float[]> rows(RecordedArray recorded, int classes) {
    float[] all = recorded.floats();
    return IntStream.range(0, all.length / classes)
        .mapToObj(row -> Arrays.copyOfRange(all, row * classes, (row + 1) * classes))
        .toList();
  }

  private static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(label -> "class " + label).toList();
  }
}
