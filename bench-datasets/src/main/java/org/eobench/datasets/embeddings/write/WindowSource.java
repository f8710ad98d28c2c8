package org.eobench.datasets.embeddings.write;

import org.eobench.core.dataset.Sample;

/** An image of any size that gives windows, ready for the encoder. */
interface WindowSource {
  /** Rows of the image. */
  int height();

  /** Columns of the image. */
  int width();

  /**
   * Reads a window. Pixels outside of the image are filled like those without data.
   *
   * @param row first row, may be negative
   * @param column first column, may be negative
   * @param size rows and columns
   */
  Sample window(int row, int column, int size);

  /** Gets ready for questions about a window, whose place is as in {@link #window}. */
  default void prepare(int row, int column, int size) {}

  /**
   * Whether a rectangle within the window that was prepared last has a pixel with data; parts
   * outside of the image have none.
   */
  boolean hasData(int row, int column, int height, int width);
}
