package org.eobench.core.metrics.pixels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.Counts;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.ScoreMeans;

/**
 * Scores of each batch, averaged over the batches, as some published programs report them. They
 * depend on {@code test_batch_size}, and a class that a batch lacks is left out of its mean, so
 * they are no substitute for scores of the whole split.
 *
 * @param batches scores of each batch
 */
public record BatchMeans(List<SegmentationMetrics> batches) {
  /** Counts the pixels of each batch. */
  public static final Counting<PixelClasses, BatchMatrices, BatchMeans> COUNTING =
      new Counting<>(
          PixelClasses.class, BatchMatrices::new, BatchMatrices::scores, means -> Map.of());

  public BatchMeans {
    batches = List.copyOf(batches);
  }

  /** The mean over the batches in which the score is defined. */
  public double mean(ToDoubleFunction<ScoreMeans> score) {
    return batches.stream()
        .map(SegmentationMetrics::macro)
        .mapToDouble(score)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /** The confusion matrix of each batch. */
  public static final class BatchMatrices implements Counts<PixelClasses, BatchMatrices> {
    private final MetricContext context;
    private final ConfusionMatrix own;
    private final List<ConfusionMatrix> batches = new ArrayList<>();

    BatchMatrices(MetricContext context) {
      this.context = context;
      this.own = empty(context);
    }

    private static ConfusionMatrix empty(MetricContext context) {
      return new ConfusionMatrix(context.classes().size(), context.ignoreIndex());
    }

    @Override
    public void count(PixelClasses sample) {
      own.count(sample);
    }

    @Override
    public void add(BatchMatrices other) {
      own.add(other.own);
      batches.addAll(other.batches);
    }

    @Override
    public void addBatch(List<BatchMatrices> samples) {
      ConfusionMatrix batch = empty(context);
      samples.forEach(sample -> batch.add(sample.own));
      batches.add(batch);
    }

    private static BatchMeans scores(BatchMatrices counts, MetricContext context) {
      List<ConfusionMatrix> each = counts.batches.isEmpty() ? List.of(counts.own) : counts.batches;
      return new BatchMeans(
          each.stream()
              .map(matrix -> SegmentationMetrics.of(matrix, context.classes(), context.rules()))
              .toList());
    }
  }
}
