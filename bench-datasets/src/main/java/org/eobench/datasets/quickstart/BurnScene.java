package org.eobench.datasets.quickstart;

import java.util.Random;

/**
 * One drawn chip: soil, grass and forest in smooth mixtures, dark soil and water that resemble
 * burnt ground in some bands, a fire of varying severity, thin and thick cloud with shadow, haze,
 * relief and sensor noise, and for some chips a swath edge without data.
 */
final class BurnScene {
  static final float NO_DATA = 9999f;
  static final int IGNORED = -1;

  private static final int SHADOW_SHIFT = 9;

  private final int size;
  private final Random random;
  private final float[] values;
  private final float[] labels;

  private final SmoothField cover;
  private final SmoothField moisture;
  private final SmoothField relief;
  private final SmoothField geology;
  private final SmoothField fire;
  private final SmoothField severity;
  private final SmoothField cloud;
  private final double waterLevel;
  private final double darkLevel;
  private final double fireLevel;
  private final double cloudLevel;

  /**
   * @param size side in pixels
   * @param seed everything about the chip follows from it
   */
  BurnScene(int size, long seed) {
    this.size = size;
    random = new Random(seed);
    values = new float[Spectrum.BANDS * size * size];
    labels = new float[size * size];
    cover = new SmoothField(size, 40, 4, random);
    moisture = new SmoothField(size, 55, 3, random);
    relief = new SmoothField(size, 22, 4, random);
    geology = new SmoothField(size, 30, 4, random);
    fire = new SmoothField(size, 60, 5, random);
    severity = new SmoothField(size, 18, 3, random);
    cloud = new SmoothField(size, 34, 4, random);
    waterLevel = moisture.levelOf(random.nextDouble() < 0.6 ? 0.12 * random.nextDouble() : 0);
    darkLevel = geology.levelOf(0.12 * random.nextDouble());
    // One chip in eight has no fire at all; the others burn on 10 to 45 % of their ground.
    fireLevel = fire.levelOf(random.nextInt(8) == 0 ? 0 : 0.10 + 0.35 * random.nextDouble());
    cloudLevel = cloud.levelOf(random.nextInt(3) == 0 ? 0.10 * random.nextDouble() : 0);
    draw();
    if (random.nextInt(6) == 0) {
      cutSwath();
    }
  }

  /** Reflectance {@code [6,size,size]}; {@link #NO_DATA} where nothing was measured. */
  float[] values() {
    return values.clone();
  }

  /** Labels {@code [size,size]}: -1 no data or thick cloud, 0 not burned, 1 burn scar. */
  float[] labels() {
    return labels.clone();
  }

  private void draw() {
    double[] gain = new double[Spectrum.BANDS];
    double haze = 0.012 * random.nextDouble();
    for (int band = 0; band < gain.length; band++) {
      gain[band] = 1 + 0.06 * (random.nextDouble() - 0.5);
    }
    double[] pixel = new double[Spectrum.BANDS];
    for (int i = 0; i < size * size; i++) {
      boolean water = moisture.at(i) > waterLevel;
      boolean burnt = !water && fire.at(i) > fireLevel;
      ground(pixel, i, water);
      if (burnt) {
        Spectrum.BURN.blendInto(pixel, 0.45 + 0.55 * severity.at(i));
      }
      double light = 0.82 + 0.36 * relief.at(i);
      double shadow = isCloud(shadowSource(i)) ? 0.55 : 1;
      for (int band = 0; band < pixel.length; band++) {
        pixel[band] = pixel[band] * light * shadow * gain[band] + haze * scatter(band);
      }
      double thickness = thickness(i);
      Spectrum.CLOUD.blendInto(pixel, thickness);
      store(pixel, i);
      labels[i] = thickness > 0.6 ? IGNORED : burnt ? 1 : 0;
    }
  }

  private void ground(double[] pixel, int i, boolean water) {
    for (int band = 0; band < pixel.length; band++) {
      pixel[band] = Spectrum.SOIL.band(band);
    }
    double green = smoothStep(0.25, 0.75, cover.at(i));
    Spectrum.GRASS.blendInto(pixel, green);
    Spectrum.FOREST.blendInto(pixel, smoothStep(0.45, 0.7, cover.at(i)) * 0.9);
    if (geology.at(i) > darkLevel) {
      Spectrum.DARK_SOIL.blendInto(pixel, 0.9);
    }
    if (water) {
      Spectrum.WATER.blendInto(pixel, 0.95);
    }
  }

  /** Haze scatters blue most. */
  private static double scatter(int band) {
    return 1.0 / (1 + band);
  }

  private boolean isCloud(int i) {
    return cloud.at(i) > cloudLevel;
  }

  private double thickness(int i) {
    return smoothStep(cloudLevel - 0.04, cloudLevel + 0.06, cloud.at(i));
  }

  /** The pixel whose cloud shades pixel {@code i}: up and to the left, as the sun stands. */
  private int shadowSource(int i) {
    int row = Math.max(0, i / size - SHADOW_SHIFT);
    int col = Math.max(0, i % size - SHADOW_SHIFT);
    return row * size + col;
  }

  private static double smoothStep(double from, double to, double x) {
    double t = Math.min(1, Math.max(0, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }

  /** Adds sensor noise and rounds to the 1/10000 that HLS products are delivered in. */
  private void store(double[] pixel, int i) {
    for (int band = 0; band < pixel.length; band++) {
      double noisy = pixel[band] + 0.006 * random.nextGaussian();
      values[band * size * size + i] =
          (float) Math.round(Math.max(0.0001, noisy) * 10_000) / 10_000f;
    }
  }

  /** A slanting edge beyond which the sensor saw nothing. */
  private void cutSwath() {
    double edge = size * (0.75 + 0.2 * random.nextDouble());
    double slant = 0.3 * random.nextDouble();
    for (int i = 0; i < size * size; i++) {
      if (i % size + slant * (i / size) > edge) {
        labels[i] = IGNORED;
        for (int band = 0; band < Spectrum.BANDS; band++) {
          values[band * size * size + i] = NO_DATA;
        }
      }
    }
  }
}
