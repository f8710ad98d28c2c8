package org.eobench.datasets.split;

import java.util.List;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;

/** A data set whose samples were listed when it was opened; a subclass reads one of them. */
public abstract class SplitDataset implements EoDataset {
  private final DatasetSpec spec;
  private final SplitSamples samples;

  protected SplitDataset(DatasetSpec spec, SplitSamples samples) {
    this.spec = spec;
    this.samples = samples;
  }

  @Override
  public final DatasetSpec spec() {
    return spec;
  }

  /**
   * {@inheritDoc}
   *
   * @throws org.eobench.core.error.BenchException when the split has no samples
   */
  @Override
  public final List<SampleRef> samples(Split split) {
    return samples.of(split);
  }
}
