package org.eobench.core.task.multilabel;

import static org.eobench.core.metrics.Metric.Unit.FRACTION;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.eobench.core.metrics.images.ImageList;
import org.eobench.core.metrics.images.MultiLabelMetrics;
import org.eobench.core.metrics.images.ScoredLabels;

/** How the labels of images are scored: a row for each label. */
public final class MultiLabelScoring
    implements Scoring<ScoredLabels, ImageList<ScoredLabels>, MultiLabelMetrics> {
  private static final Counting<ScoredLabels, ?, MultiLabelMetrics> IMAGES =
      MultiLabelMetrics.COUNTING;
  private static final Function<MultiLabelMetrics, ScoreColumn> F1 = column(ClassScore.F1);
  private static final Function<MultiLabelMetrics, ScoreColumn> PRECISION =
      column(ClassScore.PRECISION);
  private static final Function<MultiLabelMetrics, ScoreColumn> RECALL = column(ClassScore.RECALL);

  /** The metrics of multi-label classification. */
  public static final List<Metric<?>> METRICS =
      List.of(
          Metric.higher("mAP", FRACTION, IMAGES, MultiLabelMetrics::meanAveragePrecision)
              .in(MultiLabelScoring::averagePrecision),
          Metric.higher("F1", FRACTION, IMAGES, of -> of.micro().f1()).in(F1),
          Metric.higher("accuracy", FRACTION, IMAGES, MultiLabelMetrics::subsetAccuracy)
              .sentence(
                  of ->
                      String.format(
                          Locale.ROOT,
                          "%.2f of the images have exactly the labels they were given",
                          100 * of.subsetAccuracy())),
          Metric.higher("precision", FRACTION, IMAGES, of -> of.micro().precision()).in(PRECISION),
          Metric.higher("recall", FRACTION, IMAGES, of -> of.micro().recall()).in(RECALL),
          Metric.higher("macro_F1", FRACTION, IMAGES, of -> of.macro().f1()).in(F1),
          Metric.higher("macro_precision", FRACTION, IMAGES, of -> of.macro().precision())
              .in(PRECISION),
          Metric.higher("macro_recall", FRACTION, IMAGES, of -> of.macro().recall()).in(RECALL),
          Metric.higher("micro_AP", FRACTION, IMAGES, MultiLabelMetrics::microAveragePrecision)
              .in(MultiLabelScoring::averagePrecision));

  private static ScoreColumn averagePrecision(MultiLabelMetrics of) {
    return new ScoreColumn(
        "AP",
        FRACTION,
        of.averagePrecision(),
        of.meanAveragePrecision(),
        of.microAveragePrecision(),
        Double.NaN);
  }

  private static Function<MultiLabelMetrics, ScoreColumn> column(ClassScore score) {
    return of -> score.column(of.perClass(), of.macro(), of.micro(), ScoreMeans.NONE);
  }

  @Override
  public Counting<ScoredLabels, ImageList<ScoredLabels>, MultiLabelMetrics> counting() {
    return MultiLabelMetrics.COUNTING;
  }

  @Override
  public Optional<Problem> nothingCounts(
      ImageList<ScoredLabels> counts, int samples, MetricContext context) {
    return counts.images().stream().anyMatch(MultiLabelScoring::hasLabel)
        ? Optional.empty()
        : Optional.of(
            Scoring.nothingToScore(
                String.format(Locale.ROOT, "none of the %d images has a label", samples),
                "at least one label in the split"));
  }

  private static boolean hasLabel(ScoredLabels image) {
    for (boolean there : image.actual()) {
      if (there) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Constant<MultiLabelMetrics> constant(
      ImageList<ScoredLabels> counts, MetricContext context) {
    ConstantLabels best = ConstantLabels.of(counts.images(), context.classes(), context.rules());
    String labels =
        best.labels().stream()
            .map(label -> context.classes().get(label))
            .collect(Collectors.joining(", "));
    return new Constant<>("always " + labels, best.metrics());
  }

  @Override
  public ScoreSheet sheet(
      MultiLabelMetrics scores, String constant, SheetRows rows, MetricContext context) {
    rows.classes(scores.perClass())
        .summary("mean", "mean", ScoreColumn::mean, scores.images())
        .summary("micro", "micro", ScoreColumn::micro, scores.images())
        .percent();
    ClassScores.remarks(scores.perClass()).forEach(rows::remark);
    return rows.sheet("class", "images", constant, scores.images());
  }
}
