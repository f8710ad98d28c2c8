package org.eobench.core.eval;

import java.util.List;
import org.eobench.core.dataset.SampleRef;

/**
 * The outcome of an evaluation.
 *
 * @param samples one matrix for each sample, in the order of the data set
 * @param confusion their sum
 * @param metrics scores of the sum
 * @param baseline the best constant prediction on the same pixels
 */
public record Evaluation(
    List<OfSample> samples,
    ConfusionMatrix confusion,
    SegmentationMetrics metrics,
    ConstantBaseline baseline) {

  /** One sample's matrix. */
  public record OfSample(SampleRef ref, ConfusionMatrix confusion) {}

  public Evaluation {
    samples = List.copyOf(samples);
  }
}
