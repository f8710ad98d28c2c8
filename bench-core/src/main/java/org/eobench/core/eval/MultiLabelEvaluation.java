package org.eobench.core.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ScoreMeans;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.images.MultiLabelMetrics;
import org.eobench.core.metrics.images.ScoredLabels;

/**
 * The outcome of a classification of images that may have several labels each.
 *
 * @param perSample what was said of each image, in the order of the data set
 * @param scores scores of all images
 * @param baseline the best constant prediction on the same images
 */
public record MultiLabelEvaluation(
    List<OfSample> perSample, MultiLabelMetrics scores, ConstantLabels baseline)
    implements Evaluation {

  /** One image. */
  public record OfSample(SampleRef ref, ScoredLabels image) {}

  public MultiLabelEvaluation {
    perSample = List.copyOf(perSample);
  }

  @Override
  public int samples() {
    return perSample.size();
  }

  @Override
  public ScoreSheet sheet() {
    List<ScoreSheet.Row> rows = new ArrayList<>();
    for (int label = 0; label < scores.perClass().size(); label++) {
      ClassScores c = scores.perClass().get(label);
      double ap = scores.averagePrecision().get(label);
      rows.add(
          new ScoreSheet.Row(
              "class", c.name(), List.of(ap, c.f1(), c.precision(), c.recall()), c.actual()));
    }
    long images = scores.images();
    rows.add(mean("mean", "mean", scores.meanAveragePrecision(), scores.macro(), images));
    rows.add(mean("micro", "micro", scores.microAveragePrecision(), scores.micro(), images));
    MultiLabelMetrics same = baseline.metrics();
    rows.add(
        mean("constant", "always " + labels(), same.meanAveragePrecision(), same.macro(), images));
    return new ScoreSheet(
        "class",
        ScoreSheet.fractions("AP", "F1", "precision", "recall"),
        "images",
        rows,
        remarks());
  }

  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        String.format(
            Locale.ROOT,
            "Scores in percent. %.2f of the images have exactly the labels they were given.",
            100 * scores.subsetAccuracy()));
    remarks.addAll(ClassScores.remarks(scores.perClass()));
    remarks.add(ScoreSheet.CONSTANT);
    return remarks;
  }

  private static ScoreSheet.Row mean(
      String kind, String name, double ap, ScoreMeans of, long images) {
    return new ScoreSheet.Row(
        kind, name, List.of(ap, of.f1(), of.precision(), of.recall()), images);
  }

  private String labels() {
    return baseline.labels().stream()
        .map(label -> scores.perClass().get(label).name())
        .collect(Collectors.joining(", "));
  }
}
