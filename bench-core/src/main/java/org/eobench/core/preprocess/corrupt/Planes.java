package org.eobench.core.preprocess.corrupt;

import java.util.Arrays;
import org.eobench.core.dataset.Image;

/** Operations on the planes of images, one for each band and date. NaN stays NaN. */
final class Planes {
  private Planes() {}

  /** A new plane for an old one. */
  @FunctionalInterface
  interface Change {
    /**
     * Changes a plane.
     *
     * @param plane values {@code [H,W]}, a copy that may be changed
     */
    float[] of(float[] plane, int channel, int frame);
  }

  /** An image with changed planes; pixels without data keep none, and others keep a value. */
  static Image each(Image image, Change change) {
    int size = image.height() * image.width();
    float[] data = image.data().clone();
    for (int c = 0; c < image.channels(); c++) {
      for (int t = 0; t < image.frames(); t++) {
        int from = (c * image.frames() + t) * size;
        float[] before = Arrays.copyOfRange(image.data(), from, from + size);
        float[] after = change.of(before.clone(), c, t);
        for (int i = 0; i < size; i++) {
          boolean changed = !Float.isNaN(before[i]) && Float.isFinite(after[i]);
          data[from + i] = changed ? after[i] : before[i];
        }
      }
    }
    return new Image(data, image.channels(), image.frames(), image.height(), image.width());
  }

  /** Gaussian blur by a deviation in pixels; pixels without data have no weight. */
  static float[] blurred(float[] plane, int height, int width, double sigma) {
    double[] kernel = gaussian(sigma);
    return along(along(plane, height, width, kernel, true), height, width, kernel, false);
  }

  /** A Gaussian of a deviation in pixels, to five deviations; its sum is not 1. */
  static double[] gaussian(double sigma) {
    int reach = (int) Math.ceil(5 * sigma);
    double[] kernel = new double[2 * reach + 1];
    for (int i = -reach; i <= reach; i++) {
      kernel[i + reach] = Math.exp(-i * i / (2 * sigma * sigma));
    }
    return kernel;
  }

  private static float[] along(
      float[] plane, int height, int width, double[] kernel, boolean rows) {
    int reach = kernel.length / 2;
    float[] out = new float[plane.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        double weight = 0;
        for (int k = -reach; k <= reach; k++) {
          int yy = rows ? Math.min(height - 1, Math.max(0, y + k)) : y;
          int xx = rows ? x : Math.min(width - 1, Math.max(0, x + k));
          float value = plane[yy * width + xx];
          if (!Float.isNaN(value)) {
            sum += kernel[k + reach] * value;
            weight += kernel[k + reach];
          }
        }
        out[y * width + x] = weight > 0 ? (float) (sum / weight) : Float.NaN;
      }
    }
    return out;
  }

  /** The mean of each block of {@code factor × factor} pixels in all its pixels. */
  static float[] coarse(float[] plane, int height, int width, int factor) {
    float[] out = plane.clone();
    for (int top = 0; top < height; top += factor) {
      for (int left = 0; left < width; left += factor) {
        int bottom = Math.min(height, top + factor);
        int right = Math.min(width, left + factor);
        double sum = 0;
        int count = 0;
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            float value = plane[y * width + x];
            sum += Float.isNaN(value) ? 0 : value;
            count += Float.isNaN(value) ? 0 : 1;
          }
        }
        for (int y = top; y < bottom && count > 0; y++) {
          Arrays.fill(out, y * width + left, y * width + right, (float) (sum / count));
        }
      }
    }
    return out;
  }

  /** The plane moved by a distance in pixels, bilinear; the edge is repeated. */
  static float[] shifted(float[] plane, int height, int width, double dy, double dx) {
    float[] out = new float[plane.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double fromY = Math.min(height - 1.0, Math.max(0, y - dy));
        double fromX = Math.min(width - 1.0, Math.max(0, x - dx));
        int y0 = (int) fromY;
        int x0 = (int) fromX;
        int y1 = Math.min(height - 1, y0 + 1);
        int x1 = Math.min(width - 1, x0 + 1);
        double fy = fromY - y0;
        double fx = fromX - x0;
        double upper = mix(plane[y0 * width + x0], plane[y0 * width + x1], fx);
        double lower = mix(plane[y1 * width + x0], plane[y1 * width + x1], fx);
        out[y * width + x] = (float) mix(upper, lower, fy);
      }
    }
    return out;
  }

  /** Of weight 0 a value does not count, also if it is NaN. */
  private static double mix(double a, double b, double share) {
    return share == 0 ? a : a * (1 - share) + b * share;
  }
}
