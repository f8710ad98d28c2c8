package org.eobench.core.preprocess;

import java.util.Arrays;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.PixelMapping;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Target;

/**
 * A window that is cut out of images and targets. It may extend beyond them.
 *
 * @param row first row, negative if the window begins above the image
 * @param column first column, negative if the window begins left of the image
 * @param height rows of the window
 * @param width columns of the window
 */
public record CropWindow(int row, int column, int height, int width) {

  /**
   * The part of a sample in this window.
   *
   * @param ignoreIndex label of pixels beyond the target; values are NaN there
   */
  Sample of(Sample sample, int ignoreIndex) {
    return sample.with(this::of).with(of(sample.target(), ignoreIndex));
  }

  /**
   * The part of an image in this window.
   *
   * @return {@code [C,T,height,width]}, NaN beyond the image
   */
  public Image of(Image image) {
    int planes = image.channels() * image.frames();
    float[] data = new float[planes * height * width];
    if (reachesBeyond(image.height(), image.width())) {
      Arrays.fill(data, Float.NaN);
    }
    for (int plane = 0; plane < planes; plane++) {
      copy(image.data(), plane, image.height(), image.width(), data);
    }
    return new Image(data, image.channels(), image.frames(), height, width);
  }

  /**
   * The part of a target in this window; a target of the whole image is unchanged.
   *
   * @param ignoreIndex label of pixels beyond the target; for values, NaN is used
   */
  Target of(Target target, int ignoreIndex) {
    return target.mapped(new MapCut(ignoreIndex));
  }

  private final class MapCut implements PixelMapping {
    private final int ignoreIndex;

    MapCut(int ignoreIndex) {
      this.ignoreIndex = ignoreIndex;
    }

    @Override
    public int height() {
      return height;
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public int[] labels(int[] labels, int rows, int columns) {
      int[] cut = new int[height * width];
      if (reachesBeyond(rows, columns)) {
        Arrays.fill(cut, ignoreIndex);
      }
      copy(labels, 0, rows, columns, cut);
      return cut;
    }

    @Override
    public float[] values(float[] values, int rows, int columns) {
      float[] cut = new float[height * width];
      if (reachesBeyond(rows, columns)) {
        Arrays.fill(cut, Float.NaN);
      }
      copy(values, 0, rows, columns, cut);
      return cut;
    }
  }

  private boolean reachesBeyond(int rows, int columns) {
    return row < 0 || column < 0 || row + height > rows || column + width > columns;
  }

  /** Copies the rows that window and plane share; both arrays must have the same type. */
  private void copy(Object from, int plane, int rows, int columns, Object to) {
    int firstRow = Math.max(0, row);
    int lastRow = Math.min(rows, row + height);
    int firstColumn = Math.max(0, column);
    int length = Math.min(columns, column + width) - firstColumn;
    for (int r = firstRow; r < lastRow; r++) {
      int source = (plane * rows + r) * columns + firstColumn;
      int sink = (plane * height + r - row) * width + firstColumn - column;
      System.arraycopy(from, source, to, sink, length);
    }
  }
}
