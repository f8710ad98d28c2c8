package org.eobench.datasets.embeddings.store;

import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.SampleRef;

/** Where the embeddings of samples are read. Thread-safe. */
interface EmbeddingSource {
  /** D, dimensions of an embedding. */
  int width();

  /** Rows and columns of every map, or 0 if they differ or are unknown. */
  int side();

  /** Whether {@link #of} needs to know what ground a sample covers. */
  boolean needsPlace();

  /** What is odd about the files, as sentences; often nothing. */
  List<String> remarks();

  /**
   * Refuses samples without embeddings, as far as that is known without reading them.
   *
   * @throws org.eobench.core.error.BenchException {@code MissingEmbeddings}
   */
  void require(List<SampleRef> samples);

  /**
   * The embeddings of a sample.
   *
   * @return {@code [D,1,h,w]}, NaN where there are none
   */
  Image of(SampleRef ref, Acquisition acquisition);
}
