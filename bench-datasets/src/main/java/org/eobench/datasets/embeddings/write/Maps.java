package org.eobench.datasets.embeddings.write;

/**
 * The embeddings of some images of equal size.
 *
 * @param images B, their number
 * @param height h, rows of a map
 * @param width w, columns of a map
 * @param depth D, dimensions of an embedding
 * @param values {@code [B,h,w,D]} in C order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Maps(int images, int height, int width, int depth, float[] values) {
  /** The first value of a position. */
  int at(int image, int row, int column) {
    return ((image * height + row) * width + column) * depth;
  }
}
