package org.eobench.core.preprocess.corrupt;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;

/** What lies between the sensor and the ground, and what the season changes there. */
final class Atmosphere {
  private static final double GREEN = 0.55;
  private static final double ANGSTROM = 1.3;
  private static final double AIRLIGHT = 0.2;
  private static final double CLOUD = 0.6;
  private static final double SHADE = 0.5;
  private static final double SOFT = 0.05;

  private Atmosphere() {}

  /**
   * Haze by the airlight model (Koschmieder 1924): R' = R e^(-τ/2) + 0.2 (1 - e^(-τ/2)), with the
   * optical depth τ falling with the wavelength to the power of 1.3 (Ångström 1929).
   *
   * @param strength optical depth at 0.55 µm
   */
  static Image haze(Image image, Modality modality, double strength, RandomGenerator random) {
    return Planes.each(
        image,
        (plane, c, t) -> {
          double depth = strength * Math.pow(modality.wavelength(c) / GREEN, -ANGSTROM);
          double through = Math.exp(-depth / 2);
          double light = AIRLIGHT * (1 - through) * modality.unit();
          for (int i = 0; i < plane.length; i++) {
            plane[i] = (float) (plane[i] * through + light);
          }
          return plane;
        });
  }

  /**
   * Clouds of reflectance 0.6 with soft edges, and their shadows, which halve the reflectance. Each
   * date has its own clouds.
   *
   * @param strength share of the image under clouds, in percent
   */
  static Image clouds(Image image, Modality modality, double strength, RandomGenerator random) {
    int height = image.height();
    int width = image.width();
    float[][] fields = new float[image.frames()][];
    double[] levels = new double[image.frames()];
    for (int t = 0; t < fields.length; t++) {
      float[] field = field(height, width, random);
      float[] sorted = field.clone();
      Arrays.sort(sorted);
      int clear = (int) Math.round((1 - strength / 100) * (sorted.length - 1));
      levels[t] = sorted[clear];
      fields[t] = field;
    }
    int away = Math.max(1, height / 8);
    return Planes.each(
        image,
        (plane, c, t) -> {
          for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
              int i = y * width + x;
              int from = Math.min(height - 1, y + away) * width + Math.min(width - 1, x + away);
              double shadow = cover(fields[t][from], levels[t]);
              double cloud = cover(fields[t][i], levels[t]);
              double ground = plane[i] * (1 - (1 - SHADE) * shadow);
              plane[i] = (float) (ground * (1 - cloud) + CLOUD * modality.unit() * cloud);
            }
          }
          return plane;
        });
  }

  private static double cover(double value, double level) {
    return Math.min(1, Math.max(0, (value - level) / SOFT));
  }

  /** Smooth noise in {@code [0,1]}: octaves of bilinear lattices. */
  private static float[] field(int height, int width, RandomGenerator random) {
    double[] field = new double[height * width];
    double weight = 1;
    for (int cells = 3; cells <= 24; cells *= 2) {
      double[][] lattice = new double[cells + 1][cells + 1];
      for (double[] row : lattice) {
        Arrays.setAll(row, i -> random.nextDouble());
      }
      for (int i = 0; i < field.length; i++) {
        int row = i / width;
        double y = (double) row / height * cells;
        double x = (double) (i % width) / width * cells;
        int top = (int) y;
        int left = (int) x;
        double upper = lattice[top][left] * (left + 1 - x) + lattice[top][left + 1] * (x - left);
        double lower =
            lattice[top + 1][left] * (left + 1 - x) + lattice[top + 1][left + 1] * (x - left);
        field[i] += weight * (upper * (top + 1 - y) + lower * (y - top));
      }
      weight /= 2;
    }
    float[] all = new float[field.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) (field[i] / 1.875);
    }
    return all;
  }

  /**
   * A drier season: near infrared (0.74 to 1.3 µm) falls, red (0.6 to 0.7 µm) and short-wave
   * infrared (1.4 to 2.5 µm) rise.
   *
   * @param strength change of the reflectance in percent
   */
  static Image season(Image image, Modality modality, double strength, RandomGenerator random) {
    return Planes.each(
        image,
        (plane, c, t) -> {
          double wavelength = modality.wavelength(c);
          boolean falls = wavelength >= 0.74 && wavelength <= 1.3;
          boolean rises =
              (wavelength >= 0.6 && wavelength <= 0.7) || (wavelength >= 1.4 && wavelength <= 2.5);
          double gain = 1 + strength / 100 * (rises ? 1 : falls ? -1 : 0);
          for (int i = 0; i < plane.length; i++) {
            plane[i] *= (float) gain;
          }
          return plane;
        });
  }
}
