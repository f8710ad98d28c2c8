package org.eobench.datasets.embeddings.store;

/** How embeddings are found for a sample. */
public enum Matching {
  /** By name where every sample has a file or row of its name, otherwise by location. */
  AUTO,
  /** By the name of the sample. */
  NAME,
  /** By the ground that the sample covers. */
  LOCATION
}
