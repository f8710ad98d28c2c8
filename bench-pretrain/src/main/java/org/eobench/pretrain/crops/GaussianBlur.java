package org.eobench.pretrain.crops;

import org.eobench.core.dataset.Image;

/**
 * A Gaussian blur of every frame of every band, as torchvision's {@code gaussian_blur}: a separable
 * kernel of fixed side; pixels beyond the edge are mirrored without repeating the edge.
 */
final class GaussianBlur {
  private final float[] kernel;

  /**
   * @param side number of taps, odd
   * @param sigma standard deviation in pixels
   */
  GaussianBlur(int side, double sigma) {
    kernel = new float[side];
    double sum = 0;
    double[] weights = new double[side];
    for (int i = 0; i < side; i++) {
      double distance = (i - side / 2) / sigma;
      weights[i] = Math.exp(-0.5 * distance * distance);
      sum += weights[i];
    }
    for (int i = 0; i < side; i++) {
      kernel[i] = (float) (weights[i] / sum);
    }
  }

  /**
   * Blurs an image.
   *
   * @param image its sides exceed half of the kernel's
   */
  Image apply(Image image) {
    int height = image.height();
    int width = image.width();
    float[] from = image.data();
    float[] across = new float[from.length];
    float[] blurred = new float[from.length];
    int[] rows = mirrored(height);
    int[] columns = mirrored(width);
    for (int start = 0; start < from.length; start += height * width) {
      for (int row = start; row < start + height * width; row += width) {
        for (int c = 0; c < width; c++) {
          float sum = 0;
          for (int k = 0; k < kernel.length; k++) {
            sum += from[row + columns[c + k]] * kernel[k];
          }
          across[row + c] = sum;
        }
      }
      for (int r = 0; r < height; r++) {
        int sink = start + r * width;
        for (int k = 0; k < kernel.length; k++) {
          int source = start + rows[r + k] * width;
          for (int c = 0; c < width; c++) {
            blurred[sink + c] += across[source + c] * kernel[k];
          }
        }
      }
    }
    return new Image(blurred, image.channels(), image.frames(), height, width);
  }

  /**
   * The pixel in place of each pixel from half a kernel before the first to that after the last.
   */
  private int[] mirrored(int length) {
    int half = kernel.length / 2;
    int[] pixels = new int[length + 2 * half];
    for (int i = 0; i < pixels.length; i++) {
      int pixel = Math.abs(i - half);
      pixels[i] = pixel < length ? pixel : 2 * (length - 1) - pixel;
    }
    return pixels;
  }
}
