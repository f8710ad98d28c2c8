package org.eobench.datasets.split;

import java.util.List;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** A data set whose samples are listed when it is opened; a subclass reads single samples. */
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

  /** The bands of the files of a modality, in their order; none where it is not named. */
  protected final List<Band> fileBands(String modality) {
    return spec.bands().getOrDefault(modality, List.of());
  }

  /**
   * Checks the modalities of the configuration against those of published files.
   *
   * @param offered the modalities that the files have
   * @throws BenchException naming the modalities that they do not have
   */
  protected static void requireModalities(DatasetSpec spec, List<String> offered) {
    if (!offered.containsAll(spec.bands().keySet())) {
      String names = String.join(" and ", offered);
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("UnknownModality", spec.name() + " has no other modality than " + names)
              .at("dataset.bands")
              .expecting(names + ", not " + spec.bands().keySet()));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws BenchException if the split has no samples
   */
  @Override
  public final List<SampleRef> samples(Split split) {
    return samples.of(split);
  }
}
