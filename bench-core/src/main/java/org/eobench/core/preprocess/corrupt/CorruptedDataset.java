package org.eobench.core.preprocess.corrupt;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;

/**
 * A data set with corrupted images. What is drawn for a sample depends on the seed, the corruption
 * and the sample, not on the order of reading, and is the same for all severities.
 */
public final class CorruptedDataset implements EoDataset {
  private static final long PRIME = 0x100000001B3L;

  private final EoDataset clean;
  private final Corruption corruption;
  private final double strength;
  private final long seed;

  /**
   * @param strength strength of the corruption; 0 for none
   */
  public CorruptedDataset(EoDataset clean, Corruption corruption, double strength, long seed) {
    this.clean = clean;
    this.corruption = corruption;
    this.strength = strength;
    this.seed = seed;
  }

  @Override
  public DatasetSpec spec() {
    return clean.spec();
  }

  @Override
  public List<SampleRef> samples(Split split) {
    return clean.samples(split);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    Sample sample = clean.read(ref, bands);
    return sample.with(
        corruption.apply(
            sample.images(),
            Modality.of(spec(), bands),
            strength,
            new SplittableRandom(hash(corruption.key() + "/" + ref.id()))));
  }

  private long hash(String name) {
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * PRIME;
    }
    return hash;
  }
}
