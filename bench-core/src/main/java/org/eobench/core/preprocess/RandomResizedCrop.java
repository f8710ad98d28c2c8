package org.eobench.core.preprocess;

import java.util.List;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.CropPosition.Offset;

/**
 * Cuts a window of random area and aspect ratio out of every image and the target of a sample and
 * resizes it, like torchvision's {@code RandomResizedCrop}. The area and the position are drawn
 * uniformly, the aspect ratio (width over height) uniformly on a logarithmic scale. If none of ten
 * draws fits into the image, it cuts the largest window of an allowed aspect ratio from the centre.
 */
public final class RandomResizedCrop extends BandwiseStep {
  private static final int DRAWS = 10;

  private final Resize resize;
  private final CropPosition position;
  private final Interval area;
  private final Interval shape;

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

    private double draw(RandomGenerator random) {
      return low + (high - low) * random.nextDouble();
    }
  }

  /**
   * @param resize resizes each window to the output size
   * @param area share of the image's area that a window covers
   * @param shape aspect ratio of a window, width over height
   */
  public RandomResizedCrop(StepContext context, Resize resize, Interval area, Interval shape) {
    super(resize.output());
    this.resize = resize;
    this.position = context.position();
    this.area = area;
    this.shape = shape;
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    CropWindow window = window(PixelSize.of(sample), random);
    return resize.apply(window.of(sample, output().ignoreIndex()), random);
  }

  private CropWindow window(PixelSize whole, RandomGenerator random) {
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
