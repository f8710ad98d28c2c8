package org.eobench.core.metrics.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.ClassCounts;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.ScoreMeans;
import org.eobench.core.metrics.StoredCounts;

/**
 * Scores of multi-label image classification, as fractions in {@code [0,1]}; NaN without images.
 *
 * @param perClass precision, recall, F1 and Jaccard index (IoU) of each label
 * @param averagePrecision by label: the area under the steps of the precision-recall curve, {@code
 *     Σ (R_n - R_{n-1}) P_n}; NaN for a label without images
 * @param macro unweighted means over the scored labels
 * @param micro scores from the summed counts of all labels
 * @param subsetAccuracy share of images whose predicted labels are exactly the true ones
 * @param meanAveragePrecision mAP: mean over the labels that occur; with {@link AbsentClass#ZERO},
 *     other labels count as 0
 * @param microAveragePrecision average precision of all pairs of image and label, ranked in one
 *     list
 * @param images number of counted images
 */
public record MultiLabelMetrics(
    List<ClassScores> perClass,
    List<Double> averagePrecision,
    ScoreMeans macro,
    ScoreMeans micro,
    double subsetAccuracy,
    double meanAveragePrecision,
    double microAveragePrecision,
    long images) {
  /** Keeps the scores of each image. */
  public static final Counting<ScoredLabels, ImageList<ScoredLabels>, MultiLabelMetrics> COUNTING =
      new Counting<ScoredLabels, ImageList<ScoredLabels>, MultiLabelMetrics>(
              ScoredLabels.class,
              context -> new ImageList<>(),
              (list, context) -> of(list.images(), context.classes(), context.rules()),
              MultiLabelMetrics::details)
          .storedAs(
              new StoredCounts<>(
                  "label_scores",
                  false,
                  list -> list.images().get(0).row(),
                  (row, context) -> ImageList.of(ScoredLabels.of(row))));

  public MultiLabelMetrics {
    perClass = List.copyOf(perClass);
    averagePrecision = List.copyOf(averagePrecision);
  }

  /**
   * Scores predictions.
   *
   * @param classNames one name for each label
   * @throws IllegalArgumentException if an image does not have one score per label
   */
  public static MultiLabelMetrics of(
      List<ScoredLabels> images, List<String> classNames, MetricRules rules) {
    int classes = classNames.size();
    long exact = 0;
    for (ScoredLabels image : images) {
      if (image.scores().length != classes) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%d scores for %d labels", image.scores().length, classes));
      }
      exact += Arrays.equals(image.predicted(), image.actual()) ? 1 : 0;
    }
    List<ClassScores> scores = new ArrayList<>();
    List<Double> averagePrecision = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      scores.add(ClassScores.of(label, classNames.get(label), counts(images, label), rules));
      averagePrecision.add(ranked(images, label, label + 1));
    }
    return new MultiLabelMetrics(
        scores,
        averagePrecision,
        ScoreMeans.macro(scores),
        ScoreMeans.micro(scores, rules),
        (double) exact / images.size(),
        mean(averagePrecision, rules.absentClass()),
        ranked(images, 0, classes),
        images.size());
  }

  private Map<String, Object> details() {
    Map<String, Object> ap = new LinkedHashMap<>();
    for (int label = 0; label < perClass.size(); label++) {
      ap.put(perClass.get(label).name(), averagePrecision.get(label));
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("classes", ClassScores.details(perClass));
    details.put("absent_classes", absent());
    details.put("average_precision", ap);
    details.put("images", images);
    return details;
  }

  /** Names of the labels without an image in the split, in label order. */
  public List<String> absent() {
    return ClassScores.absent(perClass);
  }

  private static ClassCounts counts(List<ScoredLabels> images, int label) {
    long hits = 0;
    long actual = 0;
    long predicted = 0;
    for (ScoredLabels image : images) {
      boolean there = image.actual()[label];
      boolean given = image.predicted()[label];
      hits += there && given ? 1 : 0;
      actual += there ? 1 : 0;
      predicted += given ? 1 : 0;
    }
    return new ClassCounts(hits, actual, predicted);
  }

  private static double ranked(List<ScoredLabels> images, int from, int to) {
    int labels = to - from;
    float[] scores = new float[Math.multiplyExact(images.size(), labels)];
    boolean[] positive = new boolean[scores.length];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i).scores(), from, scores, i * labels, labels);
      System.arraycopy(images.get(i).actual(), from, positive, i * labels, labels);
    }
    return AveragePrecision.of(scores, positive);
  }

  private static double mean(List<Double> averagePrecision, AbsentClass absent) {
    DoubleStream all = averagePrecision.stream().mapToDouble(Double::doubleValue);
    DoubleStream counted =
        absent == AbsentClass.ZERO
            ? all.map(value -> Double.isNaN(value) ? 0 : value)
            : all.filter(value -> !Double.isNaN(value));
    return counted.average().orElse(Double.NaN);
  }
}
