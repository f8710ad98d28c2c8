package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.statistics.BandSums;
import org.eobench.core.error.Problem;

/**
 * Compares the values with the statistics that normalise them. After {@code (x - mean) / std} a
 * band should have a mean near 0 and a deviation near 1. A few scenes may be far from the mean of a
 * data set, but not in most bands by ten deviations, and their contrast is not a thirtieth of it.
 */
final class ScaleRule implements Rule {
  private static final double FAR = 10;
  private static final double WIDE = 30;
  private static final double VERY_WIDE = 1000;
  private static final double LEAST_DECIBEL = -2;
  private static final double FAR_TO_NOTE = 4;

  private final String modality;
  private final List<String> names;
  private final BandStats stats;
  private final BandSums sums;
  private int samples;
  private String first = "";

  ScaleRule(String modality, List<Band> bands, BandStats stats) {
    this.modality = modality;
    this.names = bands.stream().map(Band::name).toList();
    this.stats = stats;
    this.sums = new BandSums(bands.size());
  }

  @Override
  public void add(ObservedSample sample) {
    Image image = sample.sample().images().get(modality);
    if (image == null
        || image.channels() != names.size()
        || stats.mean().isEmpty()
        || stats.std().isEmpty()) {
      return;
    }
    first = samples++ == 0 ? sample.sample().ref().place() : first;
    sums.add(image);
  }

  @Override
  public List<Finding> findings() {
    if (samples == 0) {
      return List.of();
    }
    BandStats seen = sums.stats();
    int compared = 0;
    List<Integer> wrong = new ArrayList<>();
    List<Integer> odd = new ArrayList<>();
    for (int band = 0; band < names.size(); band++) {
      double deviation = seen.std().get(band);
      if (sums.count(band) < 2 || deviation == 0 || stats.std().get(band) <= 0) {
        continue; // A constant band is reported as such, and a std of 0 when the chain is built.
      }
      compared++;
      double apart = Math.abs(seen.mean().get(band) - stats.mean().get(band));
      double shift = apart / stats.std().get(band);
      double stretch = deviation / stats.std().get(band);
      // A scene of calm water has little contrast as well, but numbers of the same kind.
      boolean flat =
          stretch < 1 / WIDE && (kind(seen, band) != kind(stats, band) || stretch < 1 / VERY_WIDE);
      boolean notDecibel = stats.mean().get(band) < LEAST_DECIBEL && seen.min().get(band) >= 0;
      if (stretch > WIDE || flat || notDecibel || (shift > FAR && apart > FAR * deviation / 4)) {
        wrong.add(band);
      } else if (shift > FAR_TO_NOTE) {
        odd.add(band);
      }
    }
    if (2 * wrong.size() > compared) {
      return List.of(Finding.error(0.99, problem(wrong, seen)));
    }
    odd.addAll(wrong);
    return 2 * odd.size() > compared
        ? List.of(Finding.warning(0.7, problem(odd, seen)))
        : List.of();
  }

  private static ValueScale kind(BandStats of, int band) {
    return ValueScale.of(of.mean().get(band), of.std().get(band));
  }

  private Problem problem(List<Integer> bands, BandStats seen) {
    int band = bands.get(0);
    double mean = seen.mean().get(band);
    double deviation = seen.std().get(band);
    double wanted = stats.mean().get(band);
    double wantedDeviation = stats.std().get(band);
    ValueScale here = kind(seen, band);
    ValueScale there = kind(stats, band);
    String kinds =
        here == there
            ? ""
            : String.format(
                Locale.ROOT,
                ": the files seem to have %s, the statistics are of %s",
                here.words(),
                there.words());
    return Problem.of(
            "ScaleMismatch",
            String.format(
                Locale.ROOT,
                "the values of %s do not fit the statistics that normalise them: %s has mean %.4g"
                    + " and std %.4g in the data, %.4g and %.4g in the configuration%s",
                modality,
                names.get(band),
                mean,
                deviation,
                wanted,
                wantedDeviation,
                kinds))
        .at(
            String.format(
                Locale.ROOT,
                "dataset.data_mean.%s and data_std, %d of %d bands, %d samples, first %s",
                modality,
                bands.size(),
                names.size(),
                samples,
                first))
        .expecting("means within four standard deviations of data_mean")
        .next(
            "take the statistics of these files, which `java -jar bench.jar stats` with the same"
                + " arguments prints; or convert the values of a folder, for example"
                + " `+dataset.scale."
                + modality
                + "=0.0001`");
  }
}
