package org.eobench.core.preprocess;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.PixelMapping;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Target;

/**
 * Resizes the images of a sample like torchvision, each frame of each band separately. Labels are
 * taken from the nearest pixel, so that classes are never mixed. Target values are averaged; a
 * missing one makes the result missing.
 */
public final class Resize extends BandwiseStep {
  private final int height;
  private final int width;
  private final InterpolationMode interpolation;
  private final boolean antialias;
  private final boolean resizeTarget;
  private final NearestPixel nearestPixel;

  /**
   * @param size size of the output images
   * @param antialias whether shrinking averages over all input pixels; without effect with {@link
   *     InterpolationMode#NEAREST}
   * @param resizeTarget whether the target is resized as well; otherwise it keeps its size, and the
   *     logits are resized to it for loss and metrics
   * @param nearestPixel source of labels, and of images with {@link InterpolationMode#NEAREST}
   */
  public Resize(
      StepContext context,
      PixelSize size,
      InterpolationMode interpolation,
      boolean antialias,
      boolean resizeTarget,
      NearestPixel nearestPixel) {
    super(context.images().with(size));
    this.height = size.height();
    this.width = size.width();
    this.interpolation = interpolation;
    this.antialias = antialias;
    this.resizeTarget = resizeTarget;
    this.nearestPixel = nearestPixel;
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    Target target = resizeTarget ? resize(sample.target()) : sample.target();
    Image first = sample.images().values().iterator().next();
    // Statistics have one factor for both axes; if the axes shrink differently, the mean is used.
    double area = (double) first.height() * first.width() / ((double) height * width);
    return sample
        .with(this::resize)
        .with(target)
        .with(sample.acquisition().scaled(Math.sqrt(area)));
  }

  /**
   * Resizes an image {@code [C,T,H,W]} to {@code [C,T,height,width]}. Pixels without data (NaN) are
   * excluded from the mean of their neighbours.
   */
  public Image resize(Image image) {
    if (image.height() == height && image.width() == width) {
      return image;
    }
    // Negative weights of a cubic kernel cannot be scaled up to make up for missing pixels.
    boolean cubic = interpolation == InterpolationMode.BICUBIC && !hasGaps(image.data());
    float[] data =
        Resampling.resizeAroundGaps(
            image.data(),
            image.channels() * image.frames(),
            axis(image.height(), height, cubic),
            axis(image.width(), width, cubic));
    return new Image(data, image.channels(), image.frames(), height, width);
  }

  private static boolean hasGaps(float[] values) {
    for (float value : values) {
      if (Float.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  private Resampling axis(int in, int out, boolean cubic) {
    if (interpolation == InterpolationMode.NEAREST) {
      return Resampling.nearest(in, out, nearestPixel);
    }
    if (cubic) {
      return antialias ? Resampling.antialiasedCubic(in, out) : Resampling.cubic(in, out);
    }
    return antialias ? Resampling.antialiasedLinear(in, out) : Resampling.linear(in, out);
  }

  private Target resize(Target target) {
    if (!target.dense() || (target.height() == height && target.width() == width)) {
      return target;
    }
    return target.mapped(new MapResize());
  }

  private final class MapResize implements PixelMapping {
    @Override
    public int height() {
      return height;
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public float[] values(float[] values, int rows, int columns) {
      return Resampling.resize(
          values,
          1,
          Resampling.antialiasedLinear(rows, height),
          Resampling.antialiasedLinear(columns, width));
    }

    @Override
    public int[] labels(int[] labels, int rows, int columns) {
      Resampling down = Resampling.nearest(rows, height, nearestPixel);
      Resampling across = Resampling.nearest(columns, width, nearestPixel);
      int[] resized = new int[height * width];
      for (int r = 0; r < height; r++) {
        int row = down.first(r) * columns;
        for (int c = 0; c < width; c++) {
          resized[r * width + c] = labels[row + across.first(c)];
        }
      }
      return resized;
    }
  }
}
