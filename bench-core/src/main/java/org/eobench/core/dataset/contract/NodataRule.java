package org.eobench.core.dataset.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
  private static final double LEAST_ZEROS = 0.01;
  private static final double LEAST_GAP = 2;
  private static final double SURE = 0.99;

  private final String modality;
  private final Map<Float, Long> marks = new LinkedHashMap<>();
  private final Map<Float, String> places = new LinkedHashMap<>();
  private long values;
  private long pixels;
  private long zeros;
  private long nearZeros;
  private String zeroPlace = "";

  NodataRule(String modality) {
    this.modality = modality;
  }

  @Override
  public void add(ObservedSample sample) {
    Image image = sample.sample().images().get(modality);
    if (image == null || image.data().length == 0) {
      return;
    }
    float[] data = image.data();
    values += data.length;
    int series = data.length / image.channels();
    for (int band = 0; band < image.channels(); band++) {
      band(data, band * series, (band + 1) * series, sample);
    }
    if (image.channels() > 1) {
      zeros(data, series, sample);
    }
  }

  private void band(float[] data, int from, int to, ObservedSample sample) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      float value = data[i];
      if (isUsual(value)) {
        note(value, 1, sample);
      } else if (!Float.isNaN(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    if (least < most && Float.isFinite(least) && Float.isFinite(most)) {
      ends(data, from, to, least, most, sample);
    }
  }

  private static boolean isUsual(float value) {
    return (value <= LARGEST_USUAL || value == Float.MAX_VALUE) && USUAL.contains(value);
  }

  /** Counts a value at an end of the range if a wide gap separates it from all others. */
  private void ends(
      float[] data, int from, int to, float least, float most, ObservedSample sample) {
    float second = most;
    float lastButOne = least;
    long low = 0;
    long high = 0;
    for (int i = from; i < to; i++) {
      float value = data[i];
      if (isUsual(value)) {
        continue;
      }
      if (value == least) {
        low++;
      } else if (value < second) {
        second = value;
      }
      if (value == most) {
        high++;
      } else if (value > lastButOne) {
        lastButOne = value;
      }
    }
    double enough = Math.max(8, LEAST_SHARE * (to - from));
    if (low >= enough && second < most && second - least > LEAST_GAP * (most - second)) {
      note(least, low, sample);
    }
    if (high >= enough
        && lastButOne > least
        && most - lastButOne > LEAST_GAP * (lastButOne - least)) {
      note(most, high, sample);
    }
  }

  private void note(float value, long count, ObservedSample sample) {
    marks.merge(value, count, Long::sum);
    places.putIfAbsent(value, sample.sample().ref().place());
  }

  /** Pixels that are 0 in every band, and those that are 0 in some but not all. */
  private void zeros(float[] data, int series, ObservedSample sample) {
    int channels = data.length / series;
    long before = zeros;
    for (int i = 0; i < series; i++) {
      int zero = 0;
      for (int at = i; at < data.length; at += series) {
        zero += data[at] == 0 ? 1 : 0;
      }
      zeros += zero == channels ? 1 : 0;
      nearZeros += zero > 0 && zero < channels ? 1 : 0;
    }
    pixels += series;
    zeroPlace = zeroPlace.isEmpty() && zeros > before ? sample.sample().ref().place() : zeroPlace;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    marks.forEach(
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
                      places.getOrDefault(value, ""),
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
                "if they mark missing data, declare it in the files or, with dataset=folder, with"
                    + " `+dataset.nodata.%s=%s`",
                modality,
                number));
  }
}
