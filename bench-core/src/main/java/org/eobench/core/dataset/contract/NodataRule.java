package org.eobench.core.dataset.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.Problem;

/**
 * Values that seem to mark missing data and are used as data: the usual marks such as -9999, other
 * values at the end of the range that occur often and lie far from all others, and pixels that are
 * 0 in every band at once.
 */
final class NodataRule implements Rule {
  private static final Set<Float> USUAL =
      Set.of(-9999f, -99999f, -999f, -32768f, -32767f, -Float.MAX_VALUE, Float.MAX_VALUE, -1e34f);

  /** Values below this are looked up among the usual ones. */
  private static final float LARGEST_USUAL = -998;

  private static final double LEAST_SHARE = 0.0005;
  private static final int LEAST_COUNT = 8;
  private static final double LEAST_ZEROS = 0.01;
  private static final double LEAST_GAP = 2;
  private static final double SURE = 0.99;

  private final String modality;
  private final List<String> names;
  private final Map<Float, Long> marks = new LinkedHashMap<>();
  private final Map<Float, String> places = new LinkedHashMap<>();
  private final Map<Integer, RangeEnd> lows = new LinkedHashMap<>();
  private final Map<Integer, RangeEnd> highs = new LinkedHashMap<>();
  private long values;
  private long pixels;
  private long zeros;
  private long nearZeros;
  private String zeroPlace = "";

  NodataRule(String modality, List<Band> bands) {
    this.modality = modality;
    this.names = bands.stream().map(Band::name).toList();
  }

  @Override
  public void add(ObservedSample sample) {
    Image image = sample.sample().images().get(modality);
    if (image == null || image.channels() != names.size() || image.data().length == 0) {
      return;
    }
    float[] data = image.data();
    values += data.length;
    int series = data.length / image.channels();
    for (int band = 0; band < image.channels(); band++) {
      band(data, band * series, (band + 1) * series, band, sample);
    }
    if (image.channels() > 1) {
      zeros(data, series, sample);
    }
  }

  private void band(float[] data, int from, int to, int band, ObservedSample sample) {
    RangeEnd low = lows.computeIfAbsent(band, key -> new RangeEnd());
    RangeEnd high = highs.computeIfAbsent(band, key -> new RangeEnd());
    for (int i = from; i < to; i++) {
      float value = data[i];
      if (isUsual(value)) {
        marks.merge(value, 1L, Long::sum);
        places.putIfAbsent(value, sample.sample().ref().place());
      } else {
        low.add(value);
        high.add(-value);
      }
    }
  }

  /**
   * Finds values at an end of a band's range that are frequent and far from all others. With two or
   * three values only, such as in a mask, none marks missing data.
   */
  private void ends(Map<Float, Long> found, Map<Float, String> where) {
    lows.forEach(
        (band, low) -> {
          RangeEnd high = Objects.requireNonNull(highs.get(band));
          double least = low.value();
          double most = -high.value();
          double enough = Math.max(LEAST_COUNT, LEAST_SHARE * values / lows.size());
          boolean several = low.next() < -high.next();
          if (several && low.count() >= enough && isFar(low.next() - least, most - low.next())) {
            found.merge((float) least, low.count(), Long::sum);
            where.putIfAbsent((float) least, "band " + names.get(band));
          }
          if (several
              && high.count() >= enough
              && isFar(most + high.next(), -high.next() - least)) {
            found.merge((float) most, high.count(), Long::sum);
            where.putIfAbsent((float) most, "band " + names.get(band));
          }
        });
  }

  private static boolean isFar(double gap, double others) {
    return Double.isFinite(gap) && gap > LEAST_GAP * others;
  }

  private static boolean isUsual(float value) {
    return (value <= LARGEST_USUAL || value == Float.MAX_VALUE) && USUAL.contains(value);
  }

  /** Pixels that are 0 in every band, and those that are 0 in some but not all. */
  private void zeros(float[] data, int series, ObservedSample sample) {
    int channels = data.length / series;
    int[] zero = new int[series];
    for (int band = 0; band < channels; band++) {
      for (int i = 0; i < series; i++) {
        zero[i] += data[band * series + i] == 0 ? 1 : 0;
      }
    }
    long before = zeros;
    for (int count : zero) {
      zeros += count == channels ? 1 : 0;
      nearZeros += count > 0 && count < channels ? 1 : 0;
    }
    pixels += series;
    zeroPlace = zeroPlace.isEmpty() && zeros > before ? sample.sample().ref().place() : zeroPlace;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    Map<Float, Long> all = new LinkedHashMap<>(marks);
    Map<Float, String> where = new LinkedHashMap<>(places);
    ends(all, where);
    all.forEach(
        (value, count) -> {
          String number = new BigDecimal(value.toString()).stripTrailingZeros().toString();
          double confidence = USUAL.contains(value) ? SURE : 0.9;
          found.add(
              Finding.warning(
                  confidence,
                  problem(
                      "NodataAsData",
                      String.format(
                          Locale.ROOT,
                          "%.2f %% of the values of %s are %s and are used as data",
                          100.0 * count / values,
                          modality,
                          number),
                      where.getOrDefault(value, ""),
                      number)));
        });
    if (zeros > LEAST_ZEROS * pixels && zeros < pixels && nearZeros < zeros / 20) {
      found.add(
          Finding.warning(
              0.8,
              problem(
                  "ZerosAsData",
                  String.format(
                      Locale.ROOT,
                      "%.2f %% of the pixels of %s are 0 in every band and are used as data",
                      100.0 * zeros / pixels,
                      modality),
                  zeroPlace,
                  "0")));
    }
    return found;
  }

  private Problem problem(String id, String what, String where, String number) {
    return Problem.of(id, what)
        .at(where)
        .expecting("NaN or a declared nodata value where there is no data")
        .next(
            String.format(
                Locale.ROOT,
                "if they mark missing data, declare it in the files or, for a folder of your own,"
                    + " with `+dataset.nodata.%s=%s`",
                modality,
                number));
  }
}
