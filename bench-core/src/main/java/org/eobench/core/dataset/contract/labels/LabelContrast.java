package org.eobench.core.dataset.contract.labels;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.eobench.core.dataset.Image;

/**
 * How much of the variance of an image its labels explain, in each block of {@value #SIDE} pixels:
 * the mean over layers of {@code 1 - within / total}, where {@code within} is the sum of squares
 * about the mean of each label. Layers are scaled by their median and median deviation, and clipped
 * at {@value #MOST}, so that no roof or cloud decides. All pixels beside a border count, which
 * makes it more sensitive than the change across the border alone.
 */
public final class LabelContrast {
  private static final int SIDE = 16;
  private static final float MOST = 3;
  private static final double DEVIATION = 1.4826;

  /** Labels of fewer pixels than this in a block do not count there. */
  private static final int LEAST_PIXELS = 10;

  /** More layers, such as dates, tell little more and take time. */
  private static final int MOST_LAYERS = 8;

  /** Blocks of one image that are compared. */
  private static final int MOST_BLOCKS = 128;

  /** Pixels of a layer that are sorted for its medians. */
  private static final int MOST_SORTED = 1 << 14;

  private final List<float[]> layers = new ArrayList<>();
  private final int height;
  private final int width;

  /**
   * @param images images of one size
   */
  public LabelContrast(Collection<Image> images, int height, int width) {
    this.height = height;
    this.width = width;
    int all = images.stream().mapToInt(LabelContrast::count).sum();
    int kept = Math.min(MOST_LAYERS, all);
    for (int i = 0; i < kept; i++) {
      float[] layer = layer(images, i * all / kept);
      if (scale(layer)) {
        layers.add(layer);
      }
    }
  }

  private static int count(Image image) {
    return image.channels() * image.frames();
  }

  /** A copy of a layer, counted over all images. */
  private static float[] layer(Collection<Image> images, int index) {
    int left = index;
    for (Image image : images) {
      if (left < count(image)) {
        int plane = image.height() * image.width();
        return Arrays.copyOfRange(image.data(), left * plane, (left + 1) * plane);
      }
      left -= count(image);
    }
    throw new IndexOutOfBoundsException(index);
  }

  /** Scales a layer in place; returns false if most of its values are equal. */
  private boolean scale(float[] layer) {
    float[] sorted = finite(layer);
    if (sorted.length == 0) {
      return false;
    }
    float median = sorted[sorted.length / 2];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Math.abs(sorted[i] - median);
    }
    Arrays.sort(sorted);
    double unit = DEVIATION * sorted[sorted.length / 2];
    if (unit == 0) {
      return false;
    }
    for (int i = 0; i < layer.length; i++) {
      layer[i] = (float) Math.max(-MOST, Math.min(MOST, (layer[i] - median) / unit));
    }
    return true;
  }

  /** The finite ones of evenly spread values, sorted. */
  private float[] finite(float[] layer) {
    float[] kept = new float[layer.length];
    int count = 0;
    int step = step(layer.length, width, MOST_SORTED);
    for (int i = 0; i < layer.length; i += step) {
      kept[count] = layer[i];
      count += Float.isFinite(layer[i]) ? 1 : 0;
    }
    float[] finite = Arrays.copyOf(kept, count);
    Arrays.sort(finite);
    return finite;
  }

  /**
   * The share of variance that the labels explain in each block, when they are moved.
   *
   * @param labels {@code [H,W]}
   * @return a value per way and block; NaN for blocks with fewer than two labels
   */
  public double[][] shares(int[] labels, List<LabelFit> fits, int ignoreIndex) {
    int cols = width / SIDE;
    int blocks = height / SIDE * cols;
    int step = step(blocks, cols, MOST_BLOCKS);
    double[][] shares = new double[fits.size()][(blocks + step - 1) / step];
    float[][] values = new float[layers.size()][SIDE * SIDE];
    int[] moved = new int[SIDE * SIDE];
    for (int i = 0; i < shares[0].length; i++) {
      int top = i * step / cols * SIDE;
      int left = i * step % cols * SIDE;
      take(values, top, left);
      for (int fit = 0; fit < shares.length; fit++) {
        int up = top - fits.get(fit).down();
        int before = left - fits.get(fit).right();
        for (int at = 0; at < moved.length; at++) {
          int row = up + at / SIDE;
          int col = before + at % SIDE;
          boolean inside = row >= 0 && row < height && col >= 0 && col < width;
          moved[at] = inside ? labels[row * width + col] : ignoreIndex;
        }
        shares[fit][i] = share(LabelParts.of(moved, ignoreIndex, LEAST_PIXELS), values);
      }
    }
    return shares;
  }

  private void take(float[][] values, int top, int left) {
    for (int layer = 0; layer < values.length; layer++) {
      for (int row = 0; row < SIDE; row++) {
        int from = (top + row) * width + left;
        System.arraycopy(layers.get(layer), from, values[layer], row * SIDE, SIDE);
      }
    }
  }

  /** The step through a grid that takes at most so many, without a factor that the columns have. */
  private static int step(int all, int cols, int most) {
    int step = (all + most - 1) / most;
    while (step > 1 && BigInteger.valueOf(step).gcd(BigInteger.valueOf(cols)).intValue() > 1) {
      step++;
    }
    return step;
  }

  private static double share(LabelParts parts, float[][] layers) {
    if (parts.count() < 2) {
      return Double.NaN;
    }
    int[] part = parts.parts();
    double sum = 0;
    for (float[] layer : layers) {
      double[] sums = new double[parts.count()];
      int[] counts = new int[parts.count()];
      double squares = 0;
      for (int i = 0; i < layer.length; i++) {
        float value = layer[i];
        if (part[i] >= 0 && !Float.isNaN(value)) {
          sums[part[i]] += value;
          counts[part[i]]++;
          squares += value * value;
        }
      }
      sum += explained(sums, counts, squares);
    }
    return sum / layers.length;
  }

  private static double explained(double[] sums, int[] counts, double squares) {
    double whole = Arrays.stream(sums).sum();
    int pixels = Arrays.stream(counts).sum();
    double total = squares - whole * whole / pixels;
    double within = squares;
    for (int part = 0; part < sums.length; part++) {
      within -= counts[part] == 0 ? 0 : sums[part] * sums[part] / counts[part];
    }
    return total > 0 ? 1 - within / total : 0;
  }
}
