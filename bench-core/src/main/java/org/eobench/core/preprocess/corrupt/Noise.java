package org.eobench.core.preprocess.corrupt;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;

/** Faults of the sensor's radiometry. */
final class Noise {
  /** Reflectance at which the signal-to-noise ratio holds. */
  private static final double REFERENCE = 0.2;

  private static final double TEN = 10;

  private Noise() {}

  /**
   * Photon noise and read noise of equal variance at the reference reflectance (Foi et al. 2008,
   * doi:10.1109/TIP.2008.2001399).
   *
   * @param strength noise in percent of the signal at a reflectance of 0.2
   */
  static Image poissonGauss(
      Image image, Modality modality, double strength, RandomGenerator random) {
    double sigma = strength / 100 * REFERENCE;
    double unit = modality.unit();
    return Planes.each(
        image,
        (plane, c, t) -> {
          for (int i = 0; i < plane.length; i++) {
            double signal = Math.max(0, plane[i] / unit);
            double deviation = sigma * Math.sqrt((1 + signal / REFERENCE) / 2);
            plane[i] += (float) (unit * deviation * random.nextGaussian());
          }
          return plane;
        });
  }

  /**
   * Multiplicative gamma noise of a mean of looks (Ulaby et al. 1986).
   *
   * @param strength deviation of the speckle, relative to the power: 1 for a single look, 0.5 for
   *     four
   */
  static Image speckle(Image image, Modality modality, double strength, RandomGenerator random) {
    int looks = (int) Math.max(1, Math.round(1 / (strength * strength)));
    boolean decibels = modality.scale() == Modality.Scale.DECIBEL;
    return Planes.each(
        image,
        (plane, c, t) -> {
          for (int i = 0; i < plane.length; i++) {
            double power = 0;
            for (int look = 0; look < looks; look++) {
              power -= Math.log(1 - random.nextDouble()) / looks;
            }
            plane[i] = (float) (decibels ? plane[i] + TEN * Math.log10(power) : plane[i] * power);
          }
          return plane;
        });
  }

  /**
   * Each column of the detector has its own gain, the same in all bands and dates.
   *
   * @param strength deviation of the gains in percent
   */
  static Image striping(Image image, Modality modality, double strength, RandomGenerator random) {
    double[] gains = new double[image.width()];
    for (int x = 0; x < gains.length; x++) {
      gains[x] = 1 + strength / 100 * random.nextGaussian();
    }
    return Planes.each(
        image,
        (plane, c, t) -> {
          for (int i = 0; i < plane.length; i++) {
            plane[i] *= (float) gains[i % image.width()];
          }
          return plane;
        });
  }

  /**
   * One gain for all bands, up or down: a calibration error. In decibels it is an offset.
   *
   * @param strength gain error in percent
   */
  static Image gain(Image image, Modality modality, double strength, RandomGenerator random) {
    double gain = 1 + strength / 100 * (random.nextBoolean() ? 1 : -1);
    boolean decibels = modality.scale() == Modality.Scale.DECIBEL;
    float offset = (float) (TEN * Math.log10(gain));
    return Planes.each(
        image,
        (plane, c, t) -> {
          for (int i = 0; i < plane.length; i++) {
            plane[i] = decibels ? plane[i] + offset : (float) (plane[i] * gain);
          }
          return plane;
        });
  }
}
