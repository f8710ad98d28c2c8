package org.eobench.pretrain.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;

/**
 * The images of some splits of a data set, all as its training split, without their targets. Its
 * other splits are empty.
 */
public final class UnlabelledImages implements EoDataset {
  private final EoDataset labelled;
  private final DatasetSpec spec;
  private final List<SampleRef> samples = new ArrayList<>();

  /**
   * @param splits those whose images are used
   */
  public UnlabelledImages(EoDataset labelled, Set<Split> splits) {
    this.labelled = labelled;
    DatasetSpec with = labelled.spec();
    this.spec =
        new DatasetSpec(
            with.name(),
            with.version(),
            NoTarget.KIND,
            with.quantity(),
            with.bands(),
            with.stats(),
            with.classes(),
            with.ignoreIndex(),
            List.of(),
            with.imgSize(),
            with.frames(),
            with.citation(),
            with.licence(),
            with.missingPixels());
    for (Split split : Split.values()) {
      if (splits.contains(split)) {
        samples.addAll(labelled.samples(split));
      }
    }
  }

  @Override
  public DatasetSpec spec() {
    return spec;
  }

  @Override
  public List<String> remarks() {
    return labelled.remarks();
  }

  @Override
  public List<SampleRef> samples(Split split) {
    return split == Split.TRAIN ? samples : List.of();
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return labelled.read(ref, bands).with(NoTarget.NONE);
  }
}
