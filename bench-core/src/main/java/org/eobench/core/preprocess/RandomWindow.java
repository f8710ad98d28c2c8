package org.eobench.core.preprocess;

import java.util.List;
import java.util.random.RandomGenerator;
import org.eobench.core.preprocess.CropPosition.Offset;

/**
 * Windows of random area and aspect ratio, as in torchvision's {@code RandomResizedCrop}. The area
 * and the position are drawn uniformly, the aspect ratio (width over height) uniformly on a
 * logarithmic scale. If none of ten draws fits into the image, the window is the largest one of an
 * allowed aspect ratio, in the centre.
 *
 * @param area share of the image's area that a window covers
 * @param shape aspect ratio of a window, width over height
 */
public record RandomWindow(Interval area, Interval shape) {
  private static final int DRAWS = 10;

  /**
   * An interval of positive numbers.
   *
   * @param low smallest value
   * @param high largest value
   */
  public record Interval(double low, double high) {
    /** The interval of a list of two numbers, smaller one first. */
    public static Interval of(List<Double> pair) {
      return new Interval(pair.get(0), pair.get(1));
    }

    double draw(RandomGenerator random) {
      return low + (high - low) * random.nextDouble();
    }
  }

  /**
   * The windows that a configuration asks for.
   *
   * @param key name of {@code scale} in messages
   * @param scale smallest and largest share of the image's area
   * @param ratio smallest and largest aspect ratio
   * @throws IllegalArgumentException if one of them is no interval of positive numbers, or a share
   *     exceeds 1
   */
  public static RandomWindow of(String key, List<Double> scale, List<Double> ratio) {
    requireIncreasing(key, scale);
    requireIncreasing("ratio", ratio);
    if (scale.get(1) > 1) {
      throw new IllegalArgumentException(
          key
              + " must be at most 1, because a window covers at most the whole image, not "
              + scale.get(1));
    }
    return new RandomWindow(Interval.of(scale), Interval.of(ratio));
  }

  private static void requireIncreasing(String key, List<Double> pair) {
    if (pair.size() != 2 || !(pair.get(0) > 0) || !(pair.get(0) <= pair.get(1))) {
      throw new IllegalArgumentException(
          key + " must be two positive numbers, in ascending order, not " + pair);
    }
  }

  /**
   * Draws a window.
   *
   * @param whole size of the image
   * @param position chooses the place of a window of the drawn size
   */
  public CropWindow draw(PixelSize whole, CropPosition position, RandomGenerator random) {
    int rows = whole.height();
    int columns = whole.width();
    Interval logarithm = new Interval(Math.log(shape.low), Math.log(shape.high));
    for (int draw = 0; draw < DRAWS; draw++) {
      double pixels = (double) rows * columns * area.draw(random);
      double ratio = Math.exp(logarithm.draw(random));
      int width = (int) Math.rint(Math.sqrt(pixels * ratio));
      int height = (int) Math.rint(Math.sqrt(pixels / ratio));
      if (width > 0 && width <= columns && height > 0 && height <= rows) {
        int down = rows - height + 1;
        int right = columns - width + 1;
        Offset at = position.choose(() -> Offset.uniform(random, down, right), down, right);
        return new CropWindow(at.row(), at.column(), height, width);
      }
    }
    return central(rows, columns);
  }

  private CropWindow central(int rows, int columns) {
    double ratio = (double) columns / rows;
    int height = ratio < shape.low ? (int) Math.rint(columns / shape.low) : rows;
    int width = ratio > shape.high ? (int) Math.rint(rows * shape.high) : columns;
    return new CropWindow((rows - height) / 2, (columns - width) / 2, height, width);
  }
}
