package org.eobench.core.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.core.dataset.SampleRef;

/**
 * The outcome of a segmentation.
 *
 * @param perSample one matrix for each sample, in the order of the data set
 * @param confusion their sum
 * @param scores scores of the sum
 * @param baseline the best constant prediction on the same pixels
 */
public record SegmentationEvaluation(
    List<OfSample> perSample,
    ConfusionMatrix confusion,
    SegmentationMetrics scores,
    ConstantBaseline baseline)
    implements Evaluation {

  /** One sample's matrix. */
  public record OfSample(SampleRef ref, ConfusionMatrix confusion) {}

  public SegmentationEvaluation {
    perSample = List.copyOf(perSample);
  }

  @Override
  public int samples() {
    return perSample.size();
  }

  @Override
  public ScoreSheet sheet() {
    List<ScoreSheet.Row> rows = new ArrayList<>();
    for (ClassScores c : scores.perClass()) {
      rows.add(
          new ScoreSheet.Row(
              "class", c.name(), List.of(c.iou(), c.f1(), c.precision(), c.recall()), c.actual()));
    }
    rows.add(mean("mean", "mean", scores));
    rows.add(mean("constant", "always " + constantClass(), baseline.metrics()));
    return new ScoreSheet(
        "class",
        ScoreSheet.fractions("IoU", "F1", "precision", "recall"),
        "pixels",
        rows,
        List.of(
            String.format(
                Locale.ROOT,
                "Scores in percent. Overall accuracy %.2f, mean class accuracy %.2f.",
                100 * scores.overallAccuracy(),
                100 * scores.meanClassAccuracy()),
            ScoreSheet.CONSTANT));
  }

  private static ScoreSheet.Row mean(String kind, String name, SegmentationMetrics of) {
    ScoreMeans macro = of.macro();
    return new ScoreSheet.Row(
        kind,
        name,
        List.of(macro.iou(), macro.f1(), macro.precision(), macro.recall()),
        of.pixels());
  }

  private String constantClass() {
    return baseline.metrics().perClass().stream()
        .filter(of -> of.index() == baseline.classIndex())
        .map(ClassScores::name)
        .collect(Collectors.joining());
  }
}
