package org.eobench.core.run.survey;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.ReadsAcquisitions;
import org.eobench.core.error.BenchException;

/**
 * Checks that a data set has the acquisition facts that a decoder requires. One sample is enough,
 * and the check runs before weights are loaded instead of in the first batch.
 */
public final class DateCheck {
  private DateCheck() {}

  /**
   * Reads one training sample if a part of the decoder requires acquisitions.
   *
   * @throws BenchException if they lack a required fact
   */
  public static void require(EoDataset dataset, Decoder decoder) {
    List<ReadsAcquisitions> readers = decoder.parts(ReadsAcquisitions.class);
    List<SampleRef> samples = dataset.samples(Split.TRAIN);
    if (readers.isEmpty() || samples.isEmpty()) {
      return;
    }
    SampleRef first = samples.get(0);
    DatasetSpec spec = dataset.spec();
    Acquisition known = dataset.read(first, oneBand(spec)).acquisition();
    readers.forEach(reader -> reader.require(known, spec.frames(), "sample " + first.id()));
  }

  /** The minimum that can be read. */
  private static Map<String, List<String>> oneBand(DatasetSpec spec) {
    Map.Entry<String, List<Band>> modality = spec.bands().entrySet().iterator().next();
    return Map.of(modality.getKey(), List.of(modality.getValue().get(0).name()));
  }
}
