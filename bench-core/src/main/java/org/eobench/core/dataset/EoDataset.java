package org.eobench.core.dataset;

import java.util.List;
import java.util.Map;

/**
 * A data set: its facts, the samples of each split, and how one sample is read.
 *
 * <p>Implementations are immutable and safe to read from many threads. Opening one lists files but
 * reads no pixels. Missing folders, empty splits and unreadable files are a {@code BenchException}
 * that names the folder or file and says how to get the data.
 */
public interface EoDataset {
  DatasetSpec spec();

  /**
   * What the files say of themselves that changes how they are read, such as masks and scales: a
   * sentence each, for the record of a run. Often none.
   */
  default List<String> remarks() {
    return List.of();
  }

  /** The samples of a split, in an order that depends on the data alone. */
  List<SampleRef> samples(Split split);

  /**
   * Reads one sample.
   *
   * @param bands band names wanted, by modality; both maps' orders are kept, so channel c of an
   *     image is {@code bands.get(modality).get(c)}. Only these are read where the format allows
   *     it.
   */
  Sample read(SampleRef ref, Map<String, List<String>> bands);
}
