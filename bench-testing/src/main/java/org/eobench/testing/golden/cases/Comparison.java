package org.eobench.testing.golden.cases;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares computed with recorded arrays, value by value. */
public final class Comparison {
  private final ExpectedArray expected;
  private final ComputedArrays computed;
  private final Tolerance tolerance;

  private Comparison(ExpectedArray expected, ComputedArrays computed) {
    this.expected = expected;
    this.computed = computed;
    this.tolerance = Objects.requireNonNullElse(expected.tolerance(), computed.defaultTolerance());
  }

  /**
   * Finds the value that is worst relative to its tolerance.
   *
   * @throws Mismatch if the arrays cannot be compared
   */
  public static Deviation worst(ExpectedArray expected, ComputedArrays computed) {
    return new Comparison(expected, computed).worst();
  }

  private Deviation worst() {
    if (!expected.rows().isEmpty()) {
      return rows(tensors());
    }
    double[] got = expected.buffers().isEmpty() ? array() : concatenated(tensors());
    ExpectedArray.@Nullable Summary summary = expected.summary();
    return summary == null ? plain(got) : summary(summary, got);
  }

  private Deviation plain(double[] got) {
    check(got.length, expected.shape());
    Deviation worst = Deviation.NONE;
    for (int i = 0; i < got.length; i++) {
      worst = worst.worse(value(expected.shape(), i, got[i], expected.values()[i]));
    }
    return worst;
  }

  private Deviation summary(ExpectedArray.Summary summary, double[] got) {
    check(got.length, summary.fullShape());
    Deviation worst = Deviation.NONE;
    double[] samples = expected.values();
    for (int k = 0; k < samples.length; k++) {
      int flat = Math.toIntExact((long) k * got.length / samples.length);
      worst = worst.worse(value(summary.fullShape(), flat, got[flat], samples[k]));
    }
    double mean = Arrays.stream(got).average().orElse(Double.NaN);
    double variance = Arrays.stream(got).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    return worst
        .worse(statistic("mean", mean, summary.mean()))
        .worse(statistic("std", Math.sqrt(variance), summary.std()));
  }

  private Deviation value(long[] shape, int flat, double got, double wanted) {
    double allowed = tolerance.around(wanted);
    Deviation found = new Deviation(expected.name(), got, wanted, allowed);
    // The index is formatted only for the value that is reported.
    return found.share() < 0.01
        ? found
        : new Deviation(
            expected.name() + FlatIndex.position(flat, shape).toString().replace(" ", ""),
            got,
            wanted,
            allowed);
  }

  private Deviation statistic(String name, double got, double wanted) {
    return new Deviation(expected.name() + "." + name, got, wanted, tolerance.around(wanted));
  }

  private Deviation rows(Map<String, float[]> tensors) {
    Deviation worst = Deviation.NONE;
    int columns = ExpectedArray.COLUMNS;
    for (int r = 0; r < expected.rows().size(); r++) {
      ExpectedArray.Row row = expected.rows().get(r);
      if (!row.compared()) {
        continue;
      }
      double[] got = row(tensor(tensors, row.parameter()));
      double[] wanted = Arrays.copyOfRange(expected.values(), r * columns, (r + 1) * columns);
      Double own = row.atol();
      for (int column = 0; column < columns; column++) {
        double allowed =
            own == null
                ? tolerance.around(wanted[0])
                : own + tolerance.rtol() * Math.abs(wanted[column]);
        String place = expected.name() + "[" + row.parameter() + "," + column + "]";
        worst = worst.worse(new Deviation(place, got[column], wanted[column], allowed));
      }
    }
    return worst;
  }

  /** The L2 norm and the values at the flat indices {@code k*n/16}. */
  static double[] row(float[] tensor) {
    double[] row = new double[ExpectedArray.COLUMNS];
    double squares = 0;
    for (float value : tensor) {
      squares += (double) value * value;
    }
    row[0] = Math.sqrt(squares);
    int samples = row.length - 1;
    for (int k = 0; k < samples; k++) {
      row[k + 1] = tensor[Math.toIntExact((long) k * tensor.length / samples)];
    }
    return row;
  }

  private double[] concatenated(Map<String, float[]> tensors) {
    double[] all = new double[expected.values().length];
    int at = 0;
    for (String name : expected.buffers()) {
      float[] tensor = tensor(tensors, name);
      if (at + tensor.length > all.length) {
        throw new Mismatch(expected.name() + ": our buffers are longer than the recorded ones");
      }
      for (float value : tensor) {
        all[at++] = value;
      }
    }
    return all;
  }

  private double[] array() {
    double[] got = computed.array(expected.name());
    if (got == null) {
      throw new Mismatch(expected.name() + ": no check computes this array");
    }
    return got;
  }

  private Map<String, float[]> tensors() {
    Map<String, float[]> got = computed.tensors(expected.name());
    if (got == null) {
      throw new Mismatch(expected.name() + ": no check computes this table");
    }
    return got;
  }

  private float[] tensor(Map<String, float[]> from, String name) {
    float[] tensor = from.get(name);
    if (tensor == null) {
      throw new Mismatch(expected.name() + ": our model has no tensor " + name);
    }
    return tensor;
  }

  private void check(int got, long[] shape) {
    long[] own = computed.shape(expected.name());
    if (own != null && !Arrays.equals(withoutOnes(own), withoutOnes(shape))) {
      throw new Mismatch(
          String.format(
              Locale.ROOT,
              "%s: got shape %s, expected shape %s",
              expected.name(),
              Arrays.toString(own),
              Arrays.toString(shape)));
    }
    if (got != FlatIndex.count(shape)) {
      throw new Mismatch(
          String.format(
              Locale.ROOT,
              "%s: got %d values, expected shape %s",
              expected.name(),
              got,
              Arrays.toString(shape)));
    }
  }

  /** An axis of length 1, such as that of a single date, may be left out. */
  private static long[] withoutOnes(long[] shape) {
    return Arrays.stream(shape).filter(length -> length != 1).toArray();
  }
}
