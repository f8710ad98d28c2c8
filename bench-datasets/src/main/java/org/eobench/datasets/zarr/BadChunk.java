package org.eobench.datasets.zarr;

/** Says what is wrong with a compressed chunk; its reader knows the file. */
final class BadChunk extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param what the end of a sentence about the chunk
   */
  BadChunk(String what) {
    super(what);
  }
}
