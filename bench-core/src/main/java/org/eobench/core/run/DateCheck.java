package org.eobench.core.run;

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
 * Whether a data set tells what a decoder must know of when its images were taken. It shows in one
 * sample, before weights are loaded and not in the first batch.
 */
final class DateCheck {
  private DateCheck() {}

  /**
   * Reads one training sample, if a part of the decoder asks for acquisitions.
   *
   * @throws BenchException when they lack what is needed
   */
  static void require(EoDataset dataset, Decoder decoder) {
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

  /** As little as can be read. */
  private static Map<String, List<String>> oneBand(DatasetSpec spec) {
    Map.Entry<String, List<Band>> modality = spec.bands().entrySet().iterator().next();
    return Map.of(modality.getKey(), List.of(modality.getValue().get(0).name()));
  }
}
