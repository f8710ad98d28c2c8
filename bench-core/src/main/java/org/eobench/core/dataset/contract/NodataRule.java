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
  private static final int LEAST_COUNT = 8;
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
    int low = 0;
    int high = 0;
    for (int i = from; i < to; i++) {
      float value = data[i];
      if (isUsual(value)) {
        note(value, 1, sample);
        continue;
      }
      if (value <= least) { // false for NaN
        low = value < least ? 1 : low + 1;
        least = value;
      }
      if (value >= most) {
        high = value > most ? 1 : high + 1;
        most = value;
      }
    }
    double enough = Math.max(LEAST_COUNT, LEAST_SHARE * (to - from));
    boolean frequent = low >= enough || high >= enough;
    if (frequent && least < most && Float.isFinite(least) && Float.isFinite(most)) {
      Ends ends = Ends.of(data, from, to, least, most);
      if (low >= enough && ends.second - least > LEAST_GAP * (most - ends.second)) {
        noteEnd(least, low, ends.second < most, sample);
      }
      if (high >= enough && most - ends.lastButOne > LEAST_GAP * (ends.lastButOne - least)) {
        noteEnd(most, high, ends.lastButOne > least, sample);
      }
    }
  }

  /** With two values only, such as in a mask, neither marks missing data. */
  private void noteEnd(float value, long count, boolean severalOthers, ObservedSample sample) {
    if (severalOthers) {
      note(value, count, sample);
    }
  }

  /** The values next to the least and to the most. */
  private record Ends(float second, float lastButOne) {
    static Ends of(float[] data, int from, int to, float least, float most) {
      float second = most;
      float lastButOne = least;
      for (int i = from; i < to; i++) {
        float value = data[i];
        if (value > least && value < second) {
          second = value;
        }
        if (value < most && value > lastButOne && !isUsual(value)) {
          lastButOne = value;
        }
      }
      return new Ends(second, lastButOne);
    }
  }

  private static boolean isUsual(float value) {
    return (value <= LARGEST_USUAL || value == Float.MAX_VALUE) && USUAL.contains(value);
  }

  private void note(float value, long count, ObservedSample sample) {
    marks.merge(value, count, Long::sum);
    places.putIfAbsent(value, sample.sample().ref().place());
  }

  /** Pixels that are 0 in every band, and those that are 0 in some but not all. */
  private void zeros(float[] data, int series, ObservedSample sample) {
    int channels = data.length / series;
    int[] zero = new int[series];
    for (int at = 0; at < data.length; at++) {
      zero[at % series] += data[at] == 0 ? 1 : 0;
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
