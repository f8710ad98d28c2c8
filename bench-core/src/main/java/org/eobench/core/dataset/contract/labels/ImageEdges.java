package org.eobench.core.dataset.contract.labels;

import java.util.Collection;
import org.eobench.core.dataset.Image;

/**
 * How much an image changes from each pixel to its right and its lower neighbour: the mean over
 * bands and dates of the absolute difference, divided by the mean difference of the layer.
 *
 * @param right {@code [H,W]}; NaN in the last column and where a pixel has no data
 * @param down {@code [H,W]}; NaN in the last row and where a pixel has no data
 * @param height rows
 * @param width columns
 */
public record ImageEdges(float[] right, float[] down, int height, int width) {
  /** No single difference, such as at a bright roof, decides. */
  private static final float MOST = 6;

  /**
   * @param images images of one size
   */
  public static ImageEdges of(Collection<Image> images, int height, int width) {
    float[] right = new float[height * width];
    float[] down = new float[height * width];
    int layers = 0;
    for (Image image : images) {
      for (int layer = 0; layer < image.channels() * image.frames(); layer++) {
        int start = layer * height * width;
        layers += add(image.data(), start, height, width, right, down) ? 1 : 0;
      }
    }
    for (int i = 0; i < right.length; i++) {
      right[i] /= layers;
      down[i] /= layers;
    }
    return new ImageEdges(right, down, height, width);
  }

  /** Adds a layer; returns false if it does not vary. */
  private static boolean add(
      float[] data, int start, int height, int width, float[] right, float[] down) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width - 1; col++) {
        float apart =
            Math.abs(data[start + row * width + col + 1] - data[start + row * width + col]);
        if (Float.isFinite(apart)) {
          sum += apart;
          count++;
        }
      }
    }
    if (sum == 0) {
      return false;
    }
    float unit = (float) (sum / count);
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        int at = row * width + col;
        float value = data[start + at];
        right[at] += col + 1 < width ? step(value, data[start + at + 1], unit) : Float.NaN;
        down[at] += row + 1 < height ? step(value, data[start + at + width], unit) : Float.NaN;
      }
    }
    return true;
  }

  private static float step(float one, float other, float unit) {
    return Math.min(MOST, Math.abs(other - one) / unit);
  }
}
