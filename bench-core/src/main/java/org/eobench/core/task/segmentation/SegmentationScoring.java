package org.eobench.core.task.segmentation;

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
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.Constant;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.ScoreColumn;
import org.eobench.core.metrics.ScoreMeans;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.Scoring;
import org.eobench.core.metrics.SheetRows;
import org.eobench.core.metrics.pixels.BatchMeans;
import org.eobench.core.metrics.pixels.BoundaryIou;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.eobench.core.metrics.uncertainty.ProbabilityScores;
import org.eobench.core.metrics.uncertainty.SelectiveScores;

/** How classes of pixels are scored: by a confusion matrix, a row for each class. */
public final class SegmentationScoring
    implements Scoring<PixelClasses, ConfusionMatrix, SegmentationMetrics> {
  private static final Counting<PixelClasses, ?, SegmentationMetrics> PIXELS =
      SegmentationMetrics.COUNTING;

  /** The metrics of segmentation. */
  public static final List<Metric<?>> METRICS =
      List.of(
          Metric.higher("mIoU", FRACTION, PIXELS, of -> of.macro().iou())
              .in(column(ClassScore.IOU)),
          Metric.higher("mF1", FRACTION, PIXELS, of -> of.macro().f1()).in(column(ClassScore.F1)),
          Metric.higher("mPrecision", FRACTION, PIXELS, of -> of.macro().precision())
              .in(column(ClassScore.PRECISION)),
          Metric.higher("mRecall", FRACTION, PIXELS, of -> of.macro().recall())
              .in(column(ClassScore.RECALL)),
          Metric.higher("overall_accuracy", FRACTION, PIXELS, SegmentationMetrics::overallAccuracy)
              .sentence(of -> percent("overall accuracy", of.overallAccuracy())),
          Metric.higher(
                  "mean_class_accuracy", FRACTION, PIXELS, SegmentationMetrics::meanClassAccuracy)
              .sentence(of -> percent("mean class accuracy", of.meanClassAccuracy())),
          Metric.higher("micro_IoU", FRACTION, PIXELS, of -> of.micro().iou())
              .in(column(ClassScore.IOU)),
          Metric.higher("micro_F1", FRACTION, PIXELS, of -> of.micro().f1())
              .in(column(ClassScore.F1)),
          Metric.higher(
                  "frequency_weighted_IoU", FRACTION, PIXELS, of -> of.frequencyWeighted().iou())
              .in(column(ClassScore.IOU)),
          Metric.higher(
                  "frequency_weighted_F1", FRACTION, PIXELS, of -> of.frequencyWeighted().f1())
              .in(column(ClassScore.F1)),
          Metric.higher("boundary_IoU", FRACTION, BoundaryIou.COUNTING, BoundaryIou::mean)
              .in(SegmentationScoring::boundary)
              .onRequest(),
          batchMean("batch_mIoU", ScoreMeans::iou),
          batchMean("batch_mF1", ScoreMeans::f1),
          batchMean("batch_mPrecision", ScoreMeans::precision),
          batchMean("batch_mRecall", ScoreMeans::recall),
          Metric.lower("ECE", FRACTION, Calibration.COUNTING, Calibration::expectedError)
              .sentence(of -> percent("expected calibration error", of.expectedError())),
          Metric.lower("MCE", FRACTION, Calibration.COUNTING, Calibration::maximumError).logged(),
          Metric.lower(
                  "adaptive_ECE", FRACTION, SelectiveScores.PIXELS, SelectiveScores::adaptiveError)
              .onRequest(),
          Metric.lower(
                  "classwise_ECE",
                  FRACTION,
                  ProbabilityScores.PIXELS,
                  ProbabilityScores::classwiseError)
              .onRequest(),
          Metric.lower("NLL", NONE, ProbabilityScores.PIXELS, ProbabilityScores::logLoss)
              .onRequest(),
          Metric.lower("Brier", NONE, ProbabilityScores.PIXELS, ProbabilityScores::brier)
              .onRequest(),
          Metric.lower("AURC", FRACTION, SelectiveScores.PIXELS, SelectiveScores::area).onRequest(),
          Metric.lower("excess_AURC", FRACTION, SelectiveScores.PIXELS, SelectiveScores::excessArea)
              .onRequest());

  /** The metrics that a line of the log has room for. */
  public static final List<Metric<?>> HEADLINE =
      METRICS.stream()
          .filter(metric -> List.of("mIoU", "mF1", "overall_accuracy").contains(metric.key()))
          .toList();

  private static Function<SegmentationMetrics, ScoreColumn> column(ClassScore score) {
    return of -> score.column(of.perClass(), of.macro(), of.micro(), of.frequencyWeighted());
  }

  private static Metric<BatchMeans> batchMean(String key, ToDoubleFunction<ScoreMeans> score) {
    return Metric.higher(key, FRACTION, BatchMeans.COUNTING, means -> means.mean(score))
        .onRequest();
  }

  private static ScoreColumn boundary(BoundaryIou scores) {
    return new ScoreColumn(
        "boundary IoU",
        FRACTION,
        scores.perClass().stream().map(ClassScores::iou).toList(),
        scores.mean(),
        Double.NaN,
        Double.NaN);
  }

  private static String percent(String name, double fraction) {
    return String.format(Locale.ROOT, "%s %.2f", name, 100 * fraction);
  }

  @Override
  public Counting<PixelClasses, ConfusionMatrix, SegmentationMetrics> counting() {
    return SegmentationMetrics.COUNTING;
  }

  @Override
  public Optional<Problem> nothingCounts(
      ConfusionMatrix counts, int samples, MetricContext context) {
    return counts.total() > 0
        ? Optional.empty()
        : Optional.of(
            Scoring.nothingToScore(
                String.format(Locale.ROOT, "all pixels of the %d samples are ignored", samples),
                String.format(
                    Locale.ROOT,
                    "labels from 0 to %d; %d marks pixels that do not count",
                    context.classes().size() - 1,
                    context.ignoreIndex())));
  }

  @Override
  public Constant<SegmentationMetrics> constant(ConfusionMatrix counts, MetricContext context) {
    ConstantBaseline best = ConstantBaseline.of(counts, context.classes(), context.rules());
    return new Constant<>("always " + context.classes().get(best.classIndex()), best.metrics());
  }

  @Override
  public ScoreSheet sheet(
      SegmentationMetrics scores, String constant, SheetRows rows, MetricContext context) {
    long pixels = scores.pixels();
    rows.classes(scores.perClass())
        .summary("mean", "mean", ScoreColumn::mean, pixels)
        .summary("micro", "micro", ScoreColumn::micro, pixels)
        .summary("weighted", "weighted", ScoreColumn::weighted, pixels)
        .percent();
    ClassScores.remarks(scores.perClass()).forEach(rows::remark);
    return rows.sheet("class", "pixels", constant, pixels);
  }
}
