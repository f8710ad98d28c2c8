package org.eobench.datasets.quickstart;

import java.util.List;
import java.util.Random;

/**
 * The image of a chip on one date: the land surface under clouds, with haze, a gain per band and
 * sensor noise, and in some images the edge of the swath.
 */
final class SyntheticImage {
  static final float NO_DATA = 9999f;

  private final int size;
  private final float[] values;
  private final boolean[] seen;

  /**
   * @param fires fires up to this date, in order
   */
  SyntheticImage(int size, LandSurface ground, List<Fire> fires, Clouds sky, Random random) {
    this.size = size;
    values = new float[Spectrum.BANDS * size * size];
    seen = new boolean[size * size];
    draw(ground, fires, sky, random);
    if (random.nextInt(6) == 0) {
      cutSwath(random);
    }
  }

  /** Reflectance {@code [6,size,size]}; {@link #NO_DATA} marks missing data. */
  float[] values() {
    return values.clone();
  }

  /** Whether the ground of a pixel is visible: neither under thick cloud nor outside the swath. */
  boolean shows(int i) {
    return seen[i];
  }

  private void draw(LandSurface ground, List<Fire> fires, Clouds sky, Random random) {
    double[] gain = new double[Spectrum.BANDS];
    double haze = 0.012 * random.nextDouble();
    for (int band = 0; band < gain.length; band++) {
      gain[band] = 1 + 0.06 * (random.nextDouble() - 0.5);
    }
    GroundMix mix = new GroundMix();
    for (int i = 0; i < size * size; i++) {
      ground.mix(mix, i, fires);
      double[] pixel = mix.reflectance();
      double light = ground.light(i);
      double shade = sky.shade(i);
      for (int band = 0; band < pixel.length; band++) {
        pixel[band] = pixel[band] * light * shade * gain[band] + haze * scatter(band);
      }
      Spectrum.CLOUD.blendInto(pixel, sky.thickness(i));
      store(pixel, i, random);
      seen[i] = !sky.opaque(i);
    }
  }

  /** Haze scatters blue most. */
  private static double scatter(int band) {
    return 1.0 / (1 + band);
  }

  /** Adds sensor noise and rounds to 1/10000, the resolution of HLS products. */
  private void store(double[] pixel, int i, Random random) {
    for (int band = 0; band < pixel.length; band++) {
      double noisy = pixel[band] + 0.006 * random.nextGaussian();
      values[band * size * size + i] =
          (float) Math.round(Math.max(0.0001, noisy) * 10_000) / 10_000f;
    }
  }

  /** Cuts the image at a slanted swath edge. */
  private void cutSwath(Random random) {
    double edge = size * (0.75 + 0.2 * random.nextDouble());
    double slant = 0.3 * random.nextDouble();
    for (int i = 0; i < size * size; i++) {
      if (i % size + slant * (i / size) > edge) {
        seen[i] = false;
        for (int band = 0; band < Spectrum.BANDS; band++) {
          values[band * size * size + i] = NO_DATA;
        }
      }
    }
  }
}
