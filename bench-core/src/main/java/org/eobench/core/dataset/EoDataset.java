package org.eobench.core.dataset;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data set: its facts, the samples of each split, and a method that reads one sample.
 *
 * <p>Implementations are immutable and thread-safe. Opening a data set lists files but reads no
 * pixels. Missing folders, empty splits and unreadable files are reported by a {@code
 * BenchException} with the folder or file and how to get the data.
 */
public interface EoDataset {
  DatasetSpec spec();

  /**
   * Facts from the files that change how they are read, such as masks and scales, as sentences for
   * the record of a run; usually none.
   */
  default List<String> remarks() {
    return List.of();
  }

  /** What was found in the samples that were read so far, as sentences; usually nothing. */
  default List<String> findings() {
    return List.of();
  }

  /** The samples of a split, in an order that depends only on the data. */
  List<SampleRef> samples(Split split);

  /**
   * Reads one sample.
   *
   * @param bands requested band names by modality. The order of both is kept, so channel c of an
   *     image is {@code bands.get(modality).get(c)}. Only these bands are read if the format allows
   *     it. If it is empty, only the target is read.
   */
  Sample read(SampleRef ref, Map<String, List<String>> bands);

  /**
   * The target of a sample that is known without opening its files, such as the class of an image
   * by its folder or by a table; null if the files must be read, as by default.
   */
  default @Nullable Target indexedTarget(SampleRef ref) {
    return null;
  }

  /**
   * Reads a part of one sample, so that the rest need not be decoded.
   *
   * @param part asked once, before anything is read; not asked if the result is null
   * @return null if whole samples are read only, as by default, or if a whole one costs no more
   */
  default @Nullable Sample read(
      SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice part) {
    return null;
  }
}
