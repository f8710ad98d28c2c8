package org.eobench.core.run.gallery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.jspecify.annotations.Nullable;

/**
 * A data set of which only some test samples are read.
 *
 * @param chosen their ids, in the order in which they are given
 */
record ChosenSamples(EoDataset all, List<String> chosen) implements EoDataset {
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
    if (split != Split.TEST) {
      return all.samples(split);
    }
    Map<String, SampleRef> byId = new HashMap<>();
    all.samples(split).forEach(ref -> byId.put(ref.id(), ref));
    return chosen.stream().map(id -> Objects.requireNonNull(byId.get(id), id)).toList();
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
