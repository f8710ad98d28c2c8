package org.eobench.core.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.ScoreMeans;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.pixels.BoundaryCounts;
import org.eobench.core.metrics.pixels.BoundaryIou;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.metrics.pixels.Reliability;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a segmentation.
 *
 * @param perSample what was counted of each sample, in the order of the data set
 * @param confusion the sum of the matrices of all samples
 * @param scores scores of the sum
 * @param baseline the best constant prediction on the same pixels
 */
public record SegmentationEvaluation(
    List<OfSample> perSample,
    ConfusionMatrix confusion,
    SegmentationMetrics scores,
    ConstantBaseline baseline)
    implements Evaluation {

  /**
   * What was counted of one sample.
   *
   * @param boundary pixels near contours; null where boundary IoU was not asked for
   * @param reliability null where calibration was not asked for
   */
  public record OfSample(
      SampleRef ref,
      ConfusionMatrix confusion,
      @Nullable BoundaryCounts boundary,
      @Nullable Reliability reliability) {}

  public SegmentationEvaluation {
    perSample = List.copyOf(perSample);
  }

  @Override
  public int samples() {
    return perSample.size();
  }

  @Override
  public ScoreSheet sheet() {
    BoundaryIou boundary = scores.boundary();
    List<ScoreSheet.Row> rows = new ArrayList<>();
    for (int i = 0; i < scores.perClass().size(); i++) {
      ClassScores c = scores.perClass().get(i);
      ScoreMeans own = new ScoreMeans(c.iou(), c.f1(), c.precision(), c.recall());
      double contour = boundary == null ? Double.NaN : boundary.perClass().get(i);
      rows.add(row("class", c.name(), own, contour, c.actual()));
    }
    double contours = boundary == null ? Double.NaN : boundary.mean();
    rows.add(row("mean", "mean", scores.macro(), contours, scores.pixels()));
    rows.add(row("micro", "micro", scores.micro(), Double.NaN, scores.pixels()));
    rows.add(row("weighted", "weighted", scores.frequencyWeighted(), Double.NaN, scores.pixels()));
    SegmentationMetrics same = baseline.metrics();
    rows.add(row("constant", "always " + constantClass(), same.macro(), Double.NaN, same.pixels()));
    List<ScoreSheet.Column> columns =
        ScoreSheet.fractions("IoU", "F1", "precision", "recall", "boundary IoU");
    return new ScoreSheet(
        "class", boundary == null ? columns.subList(0, 4) : columns, "pixels", rows, remarks());
  }

  private ScoreSheet.Row row(
      String kind, String name, ScoreMeans of, double boundary, long pixels) {
    List<Double> values = List.of(of.iou(), of.f1(), of.precision(), of.recall(), boundary);
    return new ScoreSheet.Row(
        kind, name, scores.boundary() == null ? values.subList(0, 4) : values, pixels);
  }

  private List<String> remarks() {
    String accuracy =
        String.format(
            Locale.ROOT,
            "Scores in percent. Overall accuracy %.2f, mean class accuracy %.2f",
            100 * scores.overallAccuracy(),
            100 * scores.meanClassAccuracy());
    Calibration calibration = scores.calibration();
    String error =
        calibration == null
            ? "."
            : String.format(
                Locale.ROOT,
                ", expected calibration error %.2f.",
                100 * calibration.expectedError());
    List<String> remarks = new ArrayList<>(List.of(accuracy + error));
    remarks.addAll(ClassScores.remarks(scores.perClass()));
    remarks.add(ScoreSheet.CONSTANT);
    return remarks;
  }

  private String constantClass() {
    return baseline.metrics().perClass().stream()
        .filter(of -> of.index() == baseline.classIndex())
        .map(ClassScores::name)
        .collect(Collectors.joining());
  }
}
