package org.eobench.datasets.embeddings.store;

/** How stored numbers become the values of embeddings that no description explains. */
public enum Decoding {
  /** As the files say: scale and offset where they have them, otherwise the numbers themselves. */
  FILE,
  /**
   * The square law of AlphaEarth's int8 files, {@code sign(x) * (x / 127.5)^2}; -128 is no data.
   */
  ALPHAEARTH
}
