package org.eobench.core.testing;

import org.eobench.core.nn.torch.ConvOptions;

/** Operators on one batch of maps {@code [B,C,H,W]} by their definitions, in double. */
public final class ReferenceMaps {
  /** A batch of maps in C order. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Maps(double[] values, int batch, int channels, int height, int width) {
    static Maps zeros(int batch, int channels, int height, int width) {
      return new Maps(
          new double[batch * channels * height * width], batch, channels, height, width);
    }

    double at(int b, int c, int y, int x) {
      boolean inside = y >= 0 && y < height && x >= 0 && x < width;
      return inside ? values[index(b, c, y, x)] : 0;
    }

    int index(int b, int c, int y, int x) {
      return ((b * channels + c) * height + y) * width + x;
    }
  }

  private ReferenceMaps() {}

  /** {@code kernel} is {@code [out,in/groups,k,k]}. */
  public static Maps conv(Maps in, Maps kernel, double[] bias, ConvOptions options) {
    int k = kernel.height;
    int reach = options.dilation() * (k - 1) + 1;
    int rows = (in.height + 2 * options.padding() - reach) / options.stride() + 1;
    int columns = (in.width + 2 * options.padding() - reach) / options.stride() + 1;
    int perGroup = kernel.batch / options.groups();
    Maps out = Maps.zeros(in.batch, kernel.batch, rows, columns);
    for (int b = 0; b < in.batch; b++) {
      for (int o = 0; o < kernel.batch; o++) {
        int first = o / perGroup * kernel.channels;
        for (int y = 0; y < rows; y++) {
          for (int x = 0; x < columns; x++) {
            double sum = bias[o];
            for (int c = 0; c < kernel.channels; c++) {
              for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                  int row = y * options.stride() - options.padding() + i * options.dilation();
                  int column = x * options.stride() - options.padding() + j * options.dilation();
                  sum += kernel.at(o, c, i, j) * in.at(b, first + c, row, column);
                }
              }
            }
            out.values[out.index(b, o, y, x)] = sum;
          }
        }
      }
    }
    return out;
  }

  /** {@code kernel} is {@code [in,out,k,k]}. */
  public static Maps convTranspose(Maps in, Maps kernel, double[] bias, int stride) {
    int k = kernel.height;
    int rows = (in.height - 1) * stride + k;
    int columns = (in.width - 1) * stride + k;
    Maps out = Maps.zeros(in.batch, kernel.channels, rows, columns);
    for (int b = 0; b < in.batch; b++) {
      for (int o = 0; o < kernel.channels; o++) {
        for (int y = 0; y < rows; y++) {
          for (int x = 0; x < columns; x++) {
            out.values[out.index(b, o, y, x)] = bias[o];
          }
        }
        for (int c = 0; c < in.channels; c++) {
          for (int y = 0; y < in.height; y++) {
            for (int x = 0; x < in.width; x++) {
              for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                  out.values[out.index(b, o, y * stride + i, x * stride + j)] +=
                      kernel.at(c, o, i, j) * in.at(b, c, y, x);
                }
              }
            }
          }
        }
      }
    }
    return out;
  }

  /** Mean over cells from {@code floor(i·H/h)} to {@code ceil((i+1)·H/h)}. */
  public static Maps adaptiveAverage(Maps in, int rows, int columns) {
    Maps out = Maps.zeros(in.batch, in.channels, rows, columns);
    for (int b = 0; b < in.batch; b++) {
      for (int c = 0; c < in.channels; c++) {
        for (int y = 0; y < rows; y++) {
          for (int x = 0; x < columns; x++) {
            int bottom = -Math.floorDiv(-(y + 1) * in.height, rows);
            int right = -Math.floorDiv(-(x + 1) * in.width, columns);
            double sum = 0;
            int count = 0;
            for (int i = y * in.height / rows; i < bottom; i++) {
              for (int j = x * in.width / columns; j < right; j++) {
                sum += in.at(b, c, i, j);
                count++;
              }
            }
            out.values[out.index(b, c, y, x)] = sum / count;
          }
        }
      }
    }
    return out;
  }

  /**
   * Separable resampling with half-pixel centres.
   *
   * @param support half-width of the kernel in samples: 1 for bilinear, 2 for cubic
   * @param a free parameter of the cubic kernel
   * @param antialias whether the kernel widens with the factor of shrinking and forgets what is
   *     outside the image; otherwise the edge pixels are repeated
   */
  public static Maps resize(
      Maps in, int rows, int columns, int support, double a, boolean antialias) {
    double[][] down = weights(in.height, rows, support, a, antialias);
    double[][] across = weights(in.width, columns, support, a, antialias);
    Maps out = Maps.zeros(in.batch, in.channels, rows, columns);
    for (int b = 0; b < in.batch; b++) {
      for (int c = 0; c < in.channels; c++) {
        for (int y = 0; y < rows; y++) {
          for (int x = 0; x < columns; x++) {
            double sum = 0;
            for (int i = 0; i < in.height; i++) {
              for (int j = 0; j < in.width; j++) {
                sum += down[y][i] * across[x][j] * in.at(b, c, i, j);
              }
            }
            out.values[out.index(b, c, y, x)] = sum;
          }
        }
      }
    }
    return out;
  }

  private static double[][] weights(int in, int out, int support, double a, boolean antialias) {
    double scale = (double) in / out;
    double stretch = antialias ? Math.max(1, scale) : 1;
    double[][] weights = new double[out][in];
    for (int o = 0; o < out; o++) {
      double centre = (o + 0.5) * scale - 0.5;
      if (support == 1 && !antialias) {
        centre = Math.max(0, centre);
      }
      double total = 0;
      for (int tap = -3 * in; tap < 4 * in; tap++) {
        boolean inside = tap >= 0 && tap < in;
        if (inside || !antialias) {
          double weight = kernel(Math.abs(tap - centre) / stretch, support, a);
          weights[o][Math.max(0, Math.min(in - 1, tap))] += weight;
          total += weight;
        }
      }
      for (int i = 0; i < in; i++) {
        weights[o][i] /= total;
      }
    }
    return weights;
  }

  private static double kernel(double x, int support, double a) {
    if (support == 1) {
      return Math.max(0, 1 - x);
    }
    if (x <= 1) {
      return (a + 2) * x * x * x - (a + 3) * x * x + 1;
    }
    return x < 2 ? a * (x * x * x - 5 * x * x + 8 * x - 4) : 0;
  }
}
