package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.Problem;

/**
 * Since processing baseline 04.00 (January 2022), Sentinel-2 products store reflectance * 10000 +
 * 1000, so that a black pixel has the value 1000. The darkest percent of the darkest band of an
 * image is far below 1000 in older products with few exceptions, and never in newer ones. The rule
 * reports if a data set has both kinds and hardly anything in between, and an image comes near the
 * offset, or the two kinds differ by it in every band: haze and clouds add light too, but not the
 * same to blue and to the short-wave infrared.
 */
final class BaselineRule implements Rule {
  private static final double OFFSET = 1000;
  private static final double UNIT = 10_000;
  private static final int LEAST_BANDS = 3;
  private static final int LEAST_SAMPLES = 2;
  private static final double LEAST_SHARE = 0.2;
  private static final int SEVERAL_BANDS = 5;
  private static final double APART = 0.15;

  /**
   * @param bands the darkest percent of each band with a wavelength
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Floor(double[] bands, String id) {
    double value() {
      return DoubleStream.of(bands).min().orElse(Double.POSITIVE_INFINITY);
    }
  }

  private final String modality;
  private final double[] lengths;
  private final List<Floor> floors = new ArrayList<>();
  private double most;

  BaselineRule(String modality, List<Band> bands) {
    this.modality = modality;
    lengths = Wavelengths.of(bands);
  }

  @Override
  public void add(ObservedSample sample) {
    double[][] pixels = sample.pixels().get(modality);
    long known = DoubleStream.of(lengths).filter(length -> !Double.isNaN(length)).count();
    if (pixels == null || known < LEAST_BANDS || pixels[0].length < ObservedSample.LEAST_PIXELS) {
      return;
    }
    double[] darkest = new double[(int) known];
    int found = 0;
    for (int band = 0; band < lengths.length; band++) {
      if (!Double.isNaN(lengths[band])) {
        double[] sorted = Moments.sorted(pixels[band]);
        darkest[found++] = Moments.quantile(sorted, 0.01);
        most = Math.max(most, Moments.quantile(sorted, 0.99));
      }
    }
    floors.add(new Floor(darkest, sample.id()));
  }

  @Override
  public List<Finding> findings() {
    double unit = most > 50 ? 1 : UNIT; // digital numbers, or reflectance
    List<Floor> shifted = part(unit, 0.93 * OFFSET, 1.35 * OFFSET);
    List<Floor> plain = part(unit, Double.NEGATIVE_INFINITY, 0.7 * OFFSET);
    int between = part(unit, 0.7 * OFFSET, 0.93 * OFFSET).size();
    int fewest = Math.min(shifted.size(), plain.size());
    boolean both =
        fewest >= LEAST_SAMPLES && fewest >= LEAST_SHARE * floors.size() && between <= fewest / 10;
    if (!both || (most <= 50 && most > 3)) {
      return List.of();
    }
    Floor low = shifted.stream().min(Comparator.comparingDouble(Floor::value)).orElseThrow();
    boolean tight = low.value() * unit < 1.15 * OFFSET;
    if (!tight && !isInEveryBand(shifted, plain, unit)) {
      return List.of();
    }
    double confidence = Math.min(0.95, 1 - Math.pow(0.7, fewest));
    Problem problem =
        Problem.of(
                "MixedOffsets",
                String.format(
                    Locale.ROOT,
                    "%d of %d images of %s have no value below %.4g, %d reach %.4g: some seem to"
                        + " include the offset of %.4g of Sentinel-2's processing baseline 04.00",
                    shifted.size(),
                    floors.size(),
                    modality,
                    low.value(),
                    plain.size(),
                    plain.stream().mapToDouble(Floor::value).min().orElse(0),
                    OFFSET / unit))
            .at("with offset: " + low.id + "; without: " + plain.get(0).id)
            .expecting("one offset for all files of a modality")
            .next(
                String.format(
                    Locale.ROOT,
                    "look up the processing baseline of each product (N0400 and later in its name),"
                        + " and subtract %.4g from those files",
                    OFFSET / unit));
    return List.of(Finding.warning(confidence, problem));
  }

  private List<Floor> part(double unit, double from, double to) {
    return floors.stream()
        .filter(floor -> floor.value() * unit >= from && floor.value() * unit < to)
        .toList();
  }

  /** Whether both kinds of images differ by the offset in each of several bands. */
  private static boolean isInEveryBand(List<Floor> shifted, List<Floor> plain, double unit) {
    int bands = plain.get(0).bands.length;
    return bands >= SEVERAL_BANDS
        && IntStream.range(0, bands)
            .mapToDouble(band -> (median(shifted, band) - median(plain, band)) * unit / OFFSET)
            .allMatch(offset -> Math.abs(offset - 1) < APART);
  }

  private static double median(List<Floor> floors, int band) {
    return Moments.median(floors.stream().mapToDouble(floor -> floor.bands[band]).toArray());
  }
}
