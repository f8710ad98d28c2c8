package org.eobench.core.preprocess.corrupt;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;

/** Faults of sharpness and registration. */
final class Geometry {
  private static final int STEPS = 50;

  private Geometry() {}

  /**
   * Gaussian blur, as of optics out of focus.
   *
   * @param strength contrast lost at the Nyquist frequency, in percent: 1 - MTF
   */
  static Image blur(Image image, Modality modality, double strength, RandomGenerator random) {
    double sigma = sigma(1 - strength / 100);
    return Planes.each(
        image, (plane, c, t) -> Planes.blurred(plane, image.height(), image.width(), sigma));
  }

  /**
   * The deviation in pixels of the sampled Gaussian that leaves a share of the contrast of stripes
   * of one pixel. A formula for the continuous Gaussian would leave up to twice as much.
   */
  private static double sigma(double left) {
    double low = 0.05;
    double high = 5;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (contrast(middle) > left) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double contrast(double sigma) {
    double[] kernel = Planes.gaussian(sigma);
    double sum = 0;
    double alternating = 0;
    for (int i = 0; i < kernel.length; i++) {
      sum += kernel[i];
      alternating += (i - kernel.length / 2) % 2 == 0 ? kernel[i] : -kernel[i];
    }
    return alternating / sum;
  }

  /**
   * Coarser pixels in the same raster.
   *
   * @param strength side of the coarse pixels in pixels
   */
  static Image resolution(Image image, Modality modality, double strength, RandomGenerator random) {
    int factor = (int) Math.round(strength);
    return Planes.each(
        image, (plane, c, t) -> Planes.coarse(plane, image.height(), image.width(), factor));
  }

  /**
   * Each band but the first is moved in a direction of its own.
   *
   * @param strength distance in pixels
   */
  static Image bandShift(Image image, Modality modality, double strength, RandomGenerator random) {
    double[] angles = new double[image.channels()];
    for (int c = 0; c < angles.length; c++) {
      angles[c] = 2 * Math.PI * random.nextDouble();
    }
    return Planes.each(
        image, (plane, c, t) -> c == 0 ? plane : moved(plane, image, strength, angles[c]));
  }

  /** A whole modality is moved by a distance in pixels. */
  static Image moved(Image image, double distance, RandomGenerator random) {
    double angle = 2 * Math.PI * random.nextDouble();
    return Planes.each(image, (plane, c, t) -> moved(plane, image, distance, angle));
  }

  private static float[] moved(float[] plane, Image image, double distance, double angle) {
    return Planes.shifted(
        plane,
        image.height(),
        image.width(),
        distance * Math.sin(angle),
        distance * Math.cos(angle));
  }
}
