package org.eobench.core.task.classification;

import static org.eobench.core.metrics.Metric.Unit.FRACTION;
import static org.eobench.core.metrics.Metric.Unit.NONE;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.eobench.core.error.Problem;
import org.eobench.core.metrics.ClassScore;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.Constant;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.ScoreColumn;
import org.eobench.core.metrics.ScoreMeans;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.Scoring;
import org.eobench.core.metrics.SheetRows;
import org.eobench.core.metrics.images.ClassificationMetrics;
import org.eobench.core.metrics.images.ImageList;
import org.eobench.core.metrics.images.ImageUncertainty;
import org.eobench.core.metrics.images.ScoredImage;

/** How the one class of an image is scored: a row for each class. */
public final class ClassificationScoring
    implements Scoring<ScoredImage, ImageList<ScoredImage>, ClassificationMetrics> {
  private static final Counting<ScoredImage, ?, ClassificationMetrics> IMAGES =
      ClassificationMetrics.COUNTING;

  /** The metrics of classification. */
  public static final List<Metric<?>> METRICS =
      List.of(
          Metric.higher("accuracy", FRACTION, IMAGES, ClassificationMetrics::accuracy)
              .sentence(ClassificationScoring::accuracies),
          Metric.higher("F1", FRACTION, IMAGES, of -> of.macro().f1()).in(column(ClassScore.F1)),
          Metric.higher(
                  "mean_class_accuracy", FRACTION, IMAGES, ClassificationMetrics::meanClassAccuracy)
              .sentence(
                  of ->
                      String.format(
                          Locale.ROOT, "mean class accuracy %.2f", 100 * of.meanClassAccuracy())),
          Metric.higher("precision", FRACTION, IMAGES, of -> of.macro().precision())
              .in(column(ClassScore.PRECISION)),
          Metric.higher("recall", FRACTION, IMAGES, of -> of.macro().recall())
              .in(column(ClassScore.RECALL)),
          Metric.higher("top_k_accuracy", FRACTION, IMAGES, ClassificationMetrics::topKAccuracy)
              .logged(),
          calibration("ECE", of -> of.calibration().expectedError()),
          calibration("MCE", of -> of.calibration().maximumError()),
          calibration("adaptive_ECE", of -> of.selective().adaptiveError()),
          calibration("classwise_ECE", of -> of.probabilities().classwiseError()),
          Metric.lower("NLL", NONE, ImageUncertainty.COUNTING, of -> of.probabilities().logLoss())
              .onRequest(),
          Metric.lower("Brier", NONE, ImageUncertainty.COUNTING, of -> of.probabilities().brier())
              .onRequest(),
          calibration("AURC", of -> of.selective().area()),
          calibration("excess_AURC", of -> of.selective().excessArea()));

  private static Metric<ImageUncertainty> calibration(
      String key, ToDoubleFunction<ImageUncertainty> value) {
    return Metric.lower(key, FRACTION, ImageUncertainty.COUNTING, value).onRequest();
  }

  private static Function<ClassificationMetrics, ScoreColumn> column(ClassScore score) {
    return of -> score.column(of.perClass(), of.macro(), ScoreMeans.NONE, ScoreMeans.NONE);
  }

  private static String accuracies(ClassificationMetrics of) {
    long most = of.perClass().stream().mapToLong(ClassScores::actual).max().orElse(0);
    return String.format(
        Locale.ROOT,
        "accuracy %.2f (always one class: %.2f), top-%d accuracy %.2f",
        100 * of.accuracy(),
        100 * (most / (double) of.images()),
        of.topK(),
        100 * of.topKAccuracy());
  }

  @Override
  public Counting<ScoredImage, ImageList<ScoredImage>, ClassificationMetrics> counting() {
    return ClassificationMetrics.COUNTING;
  }

  @Override
  public Optional<Problem> nothingCounts(
      ImageList<ScoredImage> counts, int samples, MetricContext context) {
    int ignored = context.ignoreIndex();
    return counts.images().stream().anyMatch(image -> image.label() != ignored)
        ? Optional.empty()
        : Optional.of(
            Scoring.nothingToScore(
                String.format(Locale.ROOT, "all %d images are ignored", samples),
                String.format(
                    Locale.ROOT,
                    "labels from 0 to %d; %d marks images that do not count",
                    context.classes().size() - 1,
                    ignored)));
  }

  @Override
  public Constant<ClassificationMetrics> constant(
      ImageList<ScoredImage> counts, MetricContext context) {
    ConstantClass best =
        ConstantClass.of(
            counts.images(), context.classes(), context.ignoreIndex(), context.rules());
    return new Constant<>("always " + context.classes().get(best.classIndex()), best.metrics());
  }

  @Override
  public ScoreSheet sheet(
      ClassificationMetrics scores, String constant, SheetRows rows, MetricContext context) {
    rows.classes(scores.perClass())
        .summary("mean", "mean", ScoreColumn::mean, scores.images())
        .percent();
    ClassScores.remarks(scores.perClass()).forEach(rows::remark);
    return rows.sheet("class", "images", constant, scores.images());
  }
}
