package org.eobench.core.preprocess;

import java.util.Arrays;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.LabelMap;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.ValueMap;

/**
 * A window that is cut out of images and targets. It may reach beyond them; nothing lies there.
 *
 * @param row first row, negative where the window begins above the image
 * @param column first column, negative where the window begins left of the image
 * @param height rows of the window
 * @param width columns of the window
 */
record CropWindow(int row, int column, int height, int width) {

  /**
   * The part of an image in this window.
   *
   * @return {@code [C,T,height,width]}, NaN beyond the image
   */
  Image of(Image image) {
    int planes = image.channels() * image.frames();
    float[] data = new float[planes * height * width];
    Arrays.fill(data, reachesBeyond(image.height(), image.width()) ? Float.NaN : 0);
    for (int plane = 0; plane < planes; plane++) {
      copy(image.data(), plane, image.height(), image.width(), data);
    }
    return new Image(data, image.channels(), image.frames(), height, width);
  }

  /**
   * The part of a target in this window; the target of an image as a whole stays as it is.
   *
   * @param ignoreIndex label of pixels beyond the target; values are NaN there
   */
  Target of(Target target, int ignoreIndex) {
    boolean beyond = reachesBeyond(target.height(), target.width());
    if (target instanceof LabelMap map) {
      int[] labels = new int[height * width];
      Arrays.fill(labels, beyond ? ignoreIndex : 0);
      copy(map.labels(), 0, map.height(), map.width(), labels);
      return new LabelMap(labels, height, width);
    }
    if (target instanceof ValueMap map) {
      float[] values = new float[height * width];
      Arrays.fill(values, beyond ? Float.NaN : 0);
      copy(map.values(), 0, map.height(), map.width(), values);
      return new ValueMap(values, height, width);
    }
    return target;
  }

  private boolean reachesBeyond(int rows, int columns) {
    return row < 0 || column < 0 || row + height > rows || column + width > columns;
  }

  /** Copies the rows that window and plane share; works for any two arrays of one kind. */
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
