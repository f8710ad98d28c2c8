package org.eobench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.jspecify.annotations.Nullable;

/**
 * A data set with as many training samples as asked for, repeated where it has fewer, and at most
 * as many samples in the other splits.
 */
record SomeSamples(EoDataset all, int training, int others) implements EoDataset {
  @Override
  public DatasetSpec spec() {
    return all.spec();
  }

  @Override
  public List<String> remarks() {
    return all.remarks();
  }

  @Override
  public List<SampleRef> samples(Split split) {
    List<SampleRef> whole = all.samples(split);
    if (split != Split.TRAIN || whole.isEmpty()) {
      return whole.subList(0, Math.min(others, whole.size()));
    }
    List<SampleRef> samples = new ArrayList<>();
    for (int i = 0; i < training; i++) {
      samples.add(whole.get(i % whole.size()));
    }
    return samples;
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return all.read(ref, bands);
  }

  @Override
  public @Nullable Sample read(
      SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice part) {
    return all.read(ref, bands, part);
  }
}
