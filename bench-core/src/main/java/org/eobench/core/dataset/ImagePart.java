package org.eobench.core.dataset;

/**
 * A part of the images and the target of a sample, in pixels from their upper left corner.
 *
 * @param row first row
 * @param column first column
 * @param height number of rows
 * @param width number of columns
 */
public record ImagePart(int row, int column, int height, int width) {

  /** Chooses a part when the size of a sample is known. It may draw random numbers. */
  @FunctionalInterface
  public interface Choice {
    /**
     * The part of images with {@code height} rows and {@code width} columns. A data set asks once
     * for each sample that it reads.
     *
     * @return a part that is inside the images
     */
    ImagePart of(int height, int width);
  }
}
