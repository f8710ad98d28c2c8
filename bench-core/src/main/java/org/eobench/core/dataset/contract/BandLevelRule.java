package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.Problem;

/**
 * Levels that sunlight and air force on a spectrum: the cirrus band at 1.38 micrometres is the
 * darkest by far, because water vapour absorbs nearly all light there, and the short-wave infrared
 * at 1.6 micrometres is brighter than that at 2.2 micrometres over plants, soils and clouds. Red is
 * much brighter than green only over red soils, and these are brighter still in the near infrared.
 */
final class BandLevelRule implements Rule {
  private static final double LEAST_LOG = 0.2;
  private static final double LEAST_RED = Math.log(1.6);
  private static final double MOST_NEAR_INFRARED = Math.log(1.05);

  private final String modality;
  private final List<String> names;
  private final double[] lengths;
  private final int cirrus;
  private final List<double[]> means = new ArrayList<>();
  private String first = "";

  BandLevelRule(String modality, List<Band> bands) {
    this.modality = modality;
    names = bands.stream().map(Band::name).toList();
    lengths = Wavelengths.of(bands);
    cirrus = Wavelengths.between(lengths, 1.34, 1.42);
  }

  @Override
  public void add(ObservedSample sample) {
    double[][] pixels = sample.pixels().get(modality);
    if (pixels == null || pixels[0].length < ObservedSample.LEAST_PIXELS) {
      return;
    }
    double[] of = new double[pixels.length];
    for (int band = 0; band < of.length; band++) {
      of[band] = Moments.mean(pixels[band]);
    }
    first = means.isEmpty() ? sample.sample().ref().place() : first;
    means.add(of);
  }

  @Override
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    int one = Wavelengths.shortWave1(lengths);
    int two = Wavelengths.shortWave2(lengths);
    if (one >= 0 && two >= 0) {
      double log = meanLog(two, one);
      if (log > LEAST_LOG) {
        found.add(brighter(two, one, "over plants, soils and clouds it is darker", log));
      }
    }
    int red = Wavelengths.red(lengths);
    int green = Wavelengths.green(lengths);
    int near = Wavelengths.between(lengths, 0.77, 0.9);
    if (red >= 0 && green >= 0 && near >= 0) {
      double log = meanLog(red, green);
      if (log > LEAST_RED && meanLog(near, red) < MOST_NEAR_INFRARED) {
        String why = "only red soils are like that, and " + names.get(near) + " is brighter then";
        found.add(brighter(red, green, why, log));
      }
    }
    int dark = cirrus < 0 ? -1 : darkest();
    if (dark >= 0 && dark != cirrus) {
      double log = meanLog(cirrus, dark);
      if (log > LEAST_LOG) {
        found.add(brighter(cirrus, dark, "water vapour makes it the darkest band by far", log));
      }
    }
    return found;
  }

  /** Mean over samples of the logarithm of the ratio of two bands; NaN if a mean is not above 0. */
  private double meanLog(int a, int b) {
    return means.stream().mapToDouble(of -> Math.log(of[a] / of[b])).average().orElse(Double.NaN);
  }

  private int darkest() {
    int dark = -1;
    for (int band = 0; band < lengths.length; band++) {
      if (band != cirrus && !Double.isNaN(lengths[band])) {
        dark = dark < 0 || meanLog(band, dark) < 0 ? band : dark;
      }
    }
    return dark;
  }

  private Finding brighter(int band, int other, String why, double log) {
    Problem problem =
        Problem.of(
                "BandLevel",
                String.format(
                    Locale.ROOT,
                    "band %s of %s is %.1f times as bright as %s, but %s",
                    names.get(band),
                    modality,
                    Math.exp(log),
                    names.get(other),
                    why))
            .at(
                String.format(
                    Locale.ROOT,
                    "dataset.bands.%s, mean of %d samples, first %s",
                    modality,
                    means.size(),
                    first))
            .expecting("the names of the bands in the order of the file's channels")
            .next("compare dataset.bands." + modality + " with the files' description");
    return Finding.warning(Math.min(0.99, 1 - Math.exp(-5 * log)), problem);
  }
}
