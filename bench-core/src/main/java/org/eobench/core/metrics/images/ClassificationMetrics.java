package org.eobench.core.metrics.images;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.ScoreMeans;
import org.eobench.core.metrics.StoredCounts;

/**
 * Scores of single-label image classification, as fractions in {@code [0,1]}; NaN without images.
 *
 * @param perClass precision, recall and F1 by class in label order, without the class whose label
 *     is the ignore index
 * @param macro unweighted means over the scored classes
 * @param accuracy share of the images whose class has the highest score (top-1)
 * @param topK K of {@code topKAccuracy}
 * @param topKAccuracy share of the images whose class is among the K with the highest scores
 * @param meanClassAccuracy mean recall over the classes that occur in the targets
 * @param confusion images by predicted and true class
 * @param images number of counted images
 */
public record ClassificationMetrics(
    List<ClassScores> perClass,
    ScoreMeans macro,
    double accuracy,
    int topK,
    double topKAccuracy,
    double meanClassAccuracy,
    ConfusionMatrix confusion,
    long images) {
  /** Keeps the scores of each image. */
  public static final Counting<ScoredImage, ImageList<ScoredImage>, ClassificationMetrics>
      COUNTING =
          new Counting<ScoredImage, ImageList<ScoredImage>, ClassificationMetrics>(
                  ScoredImage.class,
                  context -> new ImageList<>(),
                  (list, context) ->
                      of(list.images(), context.classes(), context.ignoreIndex(), context.rules()),
                  ClassificationMetrics::details)
              .storedAs(
                  new StoredCounts<>(
                      "image_scores",
                      false,
                      list -> list.images().get(0).row(),
                      (row, context) -> ImageList.of(ScoredImage.of(row))));

  public ClassificationMetrics {
    perClass = List.copyOf(perClass);
  }

  /**
   * Scores predictions.
   *
   * @param classNames one name for each class
   * @param ignoreIndex label of ignored images
   * @param rules {@link AbsentClass#ZERO} without epsilon equals scikit-learn's {@code macro} over
   *     all labels with {@code zero_division=0}
   * @throws IllegalArgumentException if an image does not have one score per class, or a label is
   *     not a class
   */
  public static ClassificationMetrics of(
      List<ScoredImage> images, List<String> classNames, int ignoreIndex, MetricRules rules) {
    int topK = Math.min(rules.topK(), classNames.size());
    ConfusionMatrix confusion = new ConfusionMatrix(classNames.size(), ignoreIndex);
    long among = 0;
    for (ScoredImage image : images) {
      if (image.scores().length != classNames.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%d scores for %d classes", image.scores().length, classNames.size()));
      }
      confusion.add(new int[] {image.predicted()}, new int[] {image.label()});
      if (image.label() != ignoreIndex && image.isAmong(topK)) {
        among++;
      }
    }
    List<ClassScores> perClass = ClassScores.of(confusion, classNames, rules);
    double all = confusion.total();
    return new ClassificationMetrics(
        perClass,
        ScoreMeans.macro(perClass),
        confusion.correct() / all,
        topK,
        among / all,
        ClassScores.meanAccuracy(perClass),
        confusion,
        confusion.total());
  }

  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("classes", ClassScores.details(perClass));
    details.put("absent_classes", absent());
    details.put("images", images);
    details.put("top_k", topK);
    return details;
  }

  /** Names of the classes without an image in the split, in label order. */
  public List<String> absent() {
    return ClassScores.absent(perClass);
  }
}
