package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.pixels.BoundaryCounts;
import org.eobench.core.metrics.pixels.BoundaryIou;
import org.eobench.core.metrics.pixels.Reliability;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.jspecify.annotations.Nullable;

/** Counts predicted and true classes of pixels, sample by sample. */
final class SegmentationScorer implements Scorer {
  private final DatasetSpec dataset;
  private final EvaluatorConfig config;
  private final List<SegmentationEvaluation.OfSample> samples = new ArrayList<>();
  private final ConfusionMatrix total;
  private final BoundaryCounts boundary;
  private final Reliability reliability = new Reliability(Reliability.BINS);

  SegmentationScorer(DatasetSpec dataset, EvaluatorConfig config) {
    this.dataset = dataset;
    this.config = config;
    this.total = newMatrix();
    this.boundary = newBoundary();
  }

  private ConfusionMatrix newMatrix() {
    return new ConfusionMatrix(dataset.numClasses(), dataset.ignoreIndex());
  }

  private BoundaryCounts newBoundary() {
    return new BoundaryCounts(dataset.numClasses(), dataset.ignoreIndex());
  }

  @Override
  public void add(Batch batch, NDArray logits) {
    int[] classes = PredictedClasses.of(logits);
    float @Nullable [] confidence =
        config.calibration() ? PredictedClasses.confidence(logits) : null;
    int height = batch.targets().height();
    int width = batch.targets().width();
    int pixels = height * width;
    for (int i = 0; i < batch.size(); i++) {
      ConfusionMatrix one = newMatrix();
      one.add(classes, batch.labels(), i * pixels, pixels);
      total.add(one);
      BoundaryCounts contours = null;
      if (config.boundaryIou()) {
        contours = newBoundary();
        contours.add(classes, batch.labels(), i * pixels, height, width);
        boundary.add(contours);
      }
      Reliability sure = null;
      if (confidence != null) {
        sure = new Reliability(Reliability.BINS);
        sure.add(confidence, classes, batch.labels(), dataset.ignoreIndex(), i * pixels, pixels);
        reliability.add(sure);
      }
      samples.add(new SegmentationEvaluation.OfSample(batch.refs().get(i), one, contours, sure));
    }
  }

  @Override
  public Evaluation evaluation() {
    if (total.total() == 0) {
      String files = samples.isEmpty() ? "" : samples.get(0).ref().files() + " and the others";
      throw Scorer.nothingCounts(
          String.format(Locale.ROOT, "all pixels of the %d samples are ignored", samples.size()),
          files,
          String.format(
              Locale.ROOT,
              "labels from 0 to %d; %d marks pixels that do not count",
              dataset.numClasses() - 1,
              dataset.ignoreIndex()));
    }
    MetricRules rules = config.rules();
    return new SegmentationEvaluation(
        samples,
        total,
        SegmentationMetrics.of(total, dataset.classes(), rules)
            .with(
                config.boundaryIou() ? BoundaryIou.of(boundary, rules) : null,
                config.calibration() ? reliability.calibration() : null),
        ConstantBaseline.of(total, dataset.classes(), rules));
  }
}
