package org.eobench.core.dataset.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.junit.jupiter.api.Test;

/**
 * Mean, deviation and percentiles against NumPy 1.24: {@code a.mean()}, {@code a.std()} and {@code
 * np.percentile(a, …)} of the valid values as float64.
 */
class BandStatisticsTest {
  private static final int N = 100_003;
  private static final Percentage EXACT = Percentage.withPercentage(1e-10); // 1e-12

  private static int hash(int i, int modulus) {
    return (int) ((long) i * 7919 % modulus);
  }

  private static float[] values(java.util.function.IntToDoubleFunction of) {
    float[] values = new float[N];
    for (int i = 0; i < N; i++) {
      values[i] = (float) of.applyAsDouble(i);
    }
    return values;
  }

  private static double fraction(int i) {
    return i % 97 == 0 ? Float.NaN : hash(i, 10_007) / 10_007f;
  }

  /** In images of different sizes, as windows of a data set have. */
  private static List<Image> parts(float[] values) {
    int[] ends = {0, 1, 1000, 65_000, N};
    return IntStream.range(0, ends.length - 1)
        .mapToObj(
            i -> {
              int size = ends[i + 1] - ends[i];
              float[] part = java.util.Arrays.copyOfRange(values, ends[i], ends[i + 1]);
              return new Image(part, 1, 1, 1, size);
            })
        .toList();
  }

  private static BandStats stats(float[] values) {
    BandSums sums = new BandSums(1);
    parts(values).forEach(sums::add);
    return sums.stats();
  }

  private static void assertStats(float[] values, double mean, double std, double min, double max) {
    BandStats stats = stats(values);
    assertThat(stats.mean().get(0)).isCloseTo(mean, EXACT);
    assertThat(stats.std().get(0)).isCloseTo(std, EXACT);
    assertThat(stats.min()).containsExactly(min);
    assertThat(stats.max()).containsExactly(max);
  }

  @Test
  void integersAgreeWithNumPy() {
    assertStats(
        values(i -> hash(i, 65_536) - 32_768),
        -1.7170984870453887,
        18918.559671720595,
        -32_768,
        32_767);
    assertStats(values(i -> hash(i, 65_536)), 32766.282901512954, 18918.559671720595, 0, 65_535);
  }

  @Test
  void floatsWithoutSomeValuesAgreeWithNumPy() {
    float[] values = values(BandStatisticsTest::fraction);
    assertStats(values, 0.5000091860539391, 0.28867518766070954, 0, 0.9999000430107117);
    BandSums sums = new BandSums(1);
    parts(values).forEach(sums::add);
    assertThat(sums.missing(0)).isEqualTo((N + 96) / 97);
    assertThat(sums.count(0)).isEqualTo(N - (N + 96) / 97);
  }

  /** A small spread around a large value, after an outlier in the first place. */
  @Test
  void neitherAnOffsetNorAnOutlierCostsDigits() {
    float[] values = values(i -> 30_000f + (float) fraction(i));
    assertStats(values, 30000.500009196097, 0.28867651884398776, 30_000, 30_001);

    float[] some = {1e9f, 1, 2, 3, 4};
    // Exact: the mean is 200000002, the mean of squares 2.00000000000000006e17.
    assertThat(stats(java.util.Arrays.copyOf(some, N)).max()).containsExactly(1e9);
    BandSums sums = new BandSums(1);
    for (float value : some) {
      sums.add(new Image(new float[] {value}, 1, 1, 1, 1));
    }
    assertThat(sums.stats().mean().get(0)).isCloseTo(200_000_002, EXACT);
    assertThat(sums.stats().std().get(0)).isCloseTo(399_999_999.0000000025, EXACT);
  }

  private static void assertPercentiles(float[] values, Offset<Double> by, double... expected) {
    ValueCounts counts = new ValueCounts();
    parts(values).forEach(part -> counts.add(part, 0));
    assertThat(counts.percentiles(1, 2, 5, 25, 50, 75, 95, 98, 99)).containsExactly(expected, by);
  }

  @Test
  void percentilesAgreeWithNumPy() {
    assertPercentiles(
        values(i -> hash(i, 65_536) - 32_768),
        within(1e-8),
        -32114.98,
        -31457.96,
        -29490.9,
        -16384.5,
        0.0,
        16383.0,
        29491.9,
        31455.96,
        32110.0);
    assertPercentiles(
        values(i -> hash(i, 65_536)),
        within(1e-8),
        653.02,
        1310.04,
        3277.1,
        16383.5,
        32768.0,
        49151.0,
        62259.9,
        64223.96,
        64878.0);
    assertPercentiles(
        values(BandStatisticsTest::fraction),
        within(1e-14),
        0.009993004612624645,
        0.02008594013750553,
        0.05006495490670204,
        0.2499999925494194,
        0.5000499486923218,
        0.7500749230384827,
        0.9500349760055542,
        0.9800139665603638,
        0.9900359708070748);
  }

  @Test
  void manyDifferentValuesAreCountedToOnePartIn65536() {
    int size = 700_001;
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (hash(i, size) - 350_000) / 1000f;
    }
    ValueCounts counts = new ValueCounts();
    counts.add(new Image(values, 1, 1, 1, size), 0);
    assertThat(counts.isExact()).isFalse();
    double[] found = counts.percentiles(0, 10, 50, 90, 100);
    double[] exact = {-350, -280, 0, 280, 350};
    for (int i = 0; i < exact.length; i++) {
      assertThat(found[i]).isCloseTo(exact[i], within(Math.max(1e-3, Math.abs(exact[i]) / 65_536)));
    }
  }

  @Test
  void aBandWithoutDataHasNoPercentile() {
    ValueCounts counts = new ValueCounts();
    counts.add(new Image(new float[] {Float.NaN, Float.NaN}, 1, 1, 1, 2), 0);
    assertThat(counts.percentiles(50)).containsExactly(Double.NaN);
  }
}
