package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.task.segmentation.SegmentationScoring;

/** Compares predicted and true classes of pixels. */
final class SegmentationScorer extends Scorer<PixelClasses> {
  SegmentationScorer(DatasetSpec dataset, EvaluatorConfig config, ChosenMetrics metrics) {
    super(new SegmentationScoring(), dataset, config, metrics);
  }

  @Override
  List<PixelClasses> samples(Batch batch, NDArray logits) {
    int[] predicted = PredictedClasses.of(logits);
    Supplier<float[]> confidence = new Once(logits);
    int height = batch.targets().height();
    int width = batch.targets().width();
    return IntStream.range(0, batch.size())
        .mapToObj(
            i ->
                new PixelClasses(
                    predicted, batch.labels(), confidence, i * height * width, height, width))
        .toList();
  }

  /** Computes the confidences of a batch when they are first asked for. */
  private static final class Once implements Supplier<float[]> {
    private final NDArray logits;
    private float[] confidence = {};

    Once(NDArray logits) {
      this.logits = logits;
    }

    @Override
    public float[] get() {
      if (confidence.length == 0) {
        confidence = PredictedClasses.confidence(logits);
      }
      return confidence;
    }
  }
}
