package org.eobench.core.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ScoreMeans;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.images.ClassificationMetrics;
import org.eobench.core.metrics.images.ScoredImage;

/**
 * The outcome of a classification of images that have one class each.
 *
 * @param perSample what was said of each image, in the order of the data set
 * @param scores scores of all images
 * @param baseline the best constant prediction on the same images
 */
public record ClassificationEvaluation(
    List<OfSample> perSample, ClassificationMetrics scores, ConstantClass baseline)
    implements Evaluation {

  /** One image. */
  public record OfSample(SampleRef ref, ScoredImage image) {}

  public ClassificationEvaluation {
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
              "class", c.name(), List.of(c.f1(), c.precision(), c.recall()), c.actual()));
    }
    rows.add(mean("mean", "mean", scores));
    rows.add(mean("constant", "always " + constantClass(), baseline.metrics()));
    return new ScoreSheet(
        "class", ScoreSheet.fractions("F1", "precision", "recall"), "images", rows, remarks());
  }

  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        String.format(
            Locale.ROOT,
            "Scores in percent. Accuracy %.2f (always one class: %.2f), top-%d accuracy %.2f,"
                + " mean class accuracy %.2f.",
            100 * scores.accuracy(),
            100 * baseline.metrics().accuracy(),
            scores.topK(),
            100 * scores.topKAccuracy(),
            100 * scores.meanClassAccuracy()));
    remarks.addAll(ClassScores.remarks(scores.perClass()));
    remarks.add(ScoreSheet.CONSTANT);
    return remarks;
  }

  private static ScoreSheet.Row mean(String kind, String name, ClassificationMetrics of) {
    ScoreMeans macro = of.macro();
    return new ScoreSheet.Row(
        kind, name, List.of(macro.f1(), macro.precision(), macro.recall()), of.images());
  }

  private String constantClass() {
    return scores.perClass().stream()
        .filter(of -> of.index() == baseline.classIndex())
        .map(ClassScores::name)
        .findFirst()
        .orElse("class " + baseline.classIndex());
  }
}
