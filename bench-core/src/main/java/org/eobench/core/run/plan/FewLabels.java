package org.eobench.core.run.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.subset.SubsetDataset;
import org.eobench.core.dataset.subset.SubsetStrategy;

/** What a run on a part of the training samples does otherwise. */
public final class FewLabels {
  private static final String PANGAEA = "pangaea";

  private FewLabels() {}

  /**
   * Samples per training step: {@code batch_size}, or all samples of a subset that has fewer.
   *
   * @param samples number of training samples
   */
  public static int batchSize(Plan plan, int samples) {
    int wanted = plan.config().batchSize();
    return plan.subset().active() ? Math.max(1, Math.min(wanted, samples)) : wanted;
  }

  /** Sentences about the subset; none if all samples are used. */
  public static List<String> warnings(Plan plan, MaskedDataset data) {
    List<String> warnings = new ArrayList<>();
    SubsetDataset.in(data).ifPresent(subset -> warnings.addAll(subset.warnings()));
    if (!plan.subset().active()) {
      return warnings;
    }
    int samples = data.samples(Split.TRAIN).size();
    if (batchSize(plan, samples) < plan.config().batchSize()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the subset has %d training samples, so that a batch has %d and not batch_size=%d",
              samples,
              samples,
              plan.config().batchSize()));
    }
    SubsetStrategy strategy = plan.subset().strategy();
    if (plan.protocol().equals(PANGAEA) && (strategy == null || !strategy.ofPangaea())) {
      warnings.add(
          "dataset.subset draws by the rules of EO Bench, also with protocol=pangaea: Pangaea's"
              + " limited_label_train draws as dataset.subset.strategy=pangaea_stratified does"
              + " (docs/few-labels.md)");
    }
    return warnings;
  }
}
