package org.eobench.core.outcome;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.Counts;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.SampleCounts;
import org.eobench.core.metrics.StoredCounts;
import org.jspecify.annotations.Nullable;

/**
 * The counts of every test sample of a run, from which the scores of any part of the split follow.
 * {@link TestSamplesFile} keeps them.
 */
public final class TestSamples {
  private final List<String> ids;
  private final List<@Nullable Footprint> places;
  private final Map<String, Column<?, ?>> columns;
  private final Map<String, Metric<?>> metrics = new HashMap<>();

  /** The counts of one counting. */
  private record Column<C extends Counts<?, C>, R>(
      Counting<?, C, R> counting, List<C> samples, MetricContext context) {
    R scores(int[] drawn) {
      C total = counting.empty().apply(context);
      for (int sample : drawn) {
        total.add(samples.get(sample));
      }
      return counting.scores().apply(total, context);
    }

    List<double[]> rows() {
      StoredCounts<C> form = Objects.requireNonNull(counting.stored());
      return samples.stream().map(form.row()).toList();
    }

    Column<C, R> and(Column<?, ?> others) {
      if (!counting.equals(others.counting) || !context.equals(others.context)) {
        throw new IllegalArgumentException("counts by other rules: " + others.context);
      }
      List<C> all = new ArrayList<>(samples);
      @SuppressWarnings("unchecked") // a counting is only ever mapped to counts of its own
      List<C> same = (List<C>) others.samples;
      all.addAll(same);
      return new Column<>(counting, all, context);
    }

    static <C extends Counts<?, C>, R> Column<C, R> read(
        Counting<?, C, R> counting, List<double[]> rows, MetricContext context) {
      StoredCounts<C> form = Objects.requireNonNull(counting.stored());
      List<C> samples = rows.stream().map(row -> form.counts().apply(row, context)).toList();
      return new Column<>(counting, samples, context);
    }

    static <C extends Counts<?, C>, R> Optional<Column<C, R>> of(
        Counting<?, C, R> counting, List<SampleCounts> samples, MetricContext context) {
      List<C> own = new ArrayList<>();
      for (SampleCounts sample : samples) {
        @SuppressWarnings("unchecked") // a counting is only ever mapped to counts of its own
        C counts = (C) sample.counts().get(counting);
        if (counts == null) {
          return Optional.empty();
        }
        own.add(counts);
      }
      return Optional.of(new Column<>(counting, own, context));
    }
  }

  private TestSamples(
      List<String> ids,
      List<? extends @Nullable Footprint> places,
      Map<String, Column<?, ?>> columns,
      List<Metric<?>> metrics) {
    this.ids = List.copyOf(ids);
    this.places = Collections.unmodifiableList(new ArrayList<>(places));
    this.columns = columns;
    metrics.forEach(metric -> this.metrics.put(metric.key(), metric));
  }

  /**
   * The samples of an evaluation.
   *
   * @param samples its counts
   * @param places the ground that a sample covers, by its id, as far as known
   * @param metrics metrics of the task
   */
  public static TestSamples of(
      List<SampleCounts> samples,
      Map<String, Footprint> places,
      List<Metric<?>> metrics,
      MetricContext context) {
    Map<String, Column<?, ?>> columns = new TreeMap<>();
    for (Counting<?, ?, ?> counting : countings(metrics).values()) {
      Column.of(counting, samples, context)
          .ifPresent(column -> columns.put(name(column.counting()), column));
    }
    List<String> ids = samples.stream().map(SampleCounts::id).toList();
    return new TestSamples(ids, ids.stream().map(places::get).toList(), columns, metrics);
  }

  /**
   * Samples whose numbers were stored.
   *
   * @param arrays the numbers of each sample by the name of their array; those that no metric needs
   *     are left out
   * @param metrics metrics of the task
   * @throws IllegalArgumentException if an array does not fit the ids or the classes
   */
  public static TestSamples of(
      List<String> ids,
      List<? extends @Nullable Footprint> places,
      Map<String, List<double[]>> arrays,
      List<Metric<?>> metrics,
      MetricContext context) {
    Map<String, Column<?, ?>> columns = new TreeMap<>();
    countings(metrics)
        .forEach(
            (name, counting) -> {
              List<double[]> rows = arrays.get(name);
              if (rows == null) {
                return;
              }
              try {
                columns.put(name, Column.read(counting, rows, context));
              } catch (IllegalArgumentException | IndexOutOfBoundsException unfit) {
                throw new IllegalArgumentException(
                    "its array " + name + " does not fit: " + unfit.getMessage(), unfit);
              }
              if (rows.size() != ids.size()) {
                throw new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "its array %s has %d rows for %d samples",
                        name,
                        rows.size(),
                        ids.size()));
              }
            });
    return new TestSamples(ids, places, columns, metrics);
  }

  private static Map<String, Counting<?, ?, ?>> countings(List<Metric<?>> metrics) {
    Map<String, Counting<?, ?, ?>> countings = new LinkedHashMap<>();
    for (Metric<?> metric : metrics) {
      if (metric.counting().stored() != null) {
        countings.put(name(metric.counting()), metric.counting());
      }
    }
    return countings;
  }

  private static String name(Counting<?, ?, ?> counting) {
    return Objects.requireNonNull(counting.stored()).name();
  }

  /** Ids of the samples in the order of the data set. */
  public List<String> ids() {
    return ids;
  }

  /** The ground that each sample covers; null where it is not known. */
  public List<@Nullable Footprint> places() {
    return places;
  }

  /** Whether a metric follows from the counts. */
  public boolean has(String metric) {
    Metric<?> known = metrics.get(metric);
    return known != null
        && known.counting().stored() != null
        && columns.containsKey(name(known.counting()));
  }

  /**
   * The score of some of the samples.
   *
   * @param metric key of a metric that is {@linkplain #has there}
   * @param drawn positions of samples, which may repeat
   * @return NaN where the score is undefined
   */
  public double score(String metric, int[] drawn) {
    if (!has(metric)) {
      throw new IllegalArgumentException("the counts do not give " + metric);
    }
    Metric<?> known = Objects.requireNonNull(metrics.get(metric));
    Column<?, ?> column = Objects.requireNonNull(columns.get(name(known.counting())));
    return known.value(Map.of(column.counting(), column.scores(drawn)));
  }

  /**
   * The numbers of each sample as they are stored.
   *
   * @param array such as {@code confusion}
   * @return empty if the run has no such counts
   */
  public Optional<List<double[]>> rows(String array) {
    return Optional.ofNullable(columns.get(array)).map(Column::rows);
  }

  /** Whether the numbers of an array that is there are integers. */
  boolean isWhole(String array) {
    Column<?, ?> column = Objects.requireNonNull(columns.get(array));
    return Objects.requireNonNull(column.counting().stored()).whole();
  }

  /** The numbers of each sample by the name of their array. */
  public Map<String, List<double[]>> arrays() {
    Map<String, List<double[]>> arrays = new TreeMap<>();
    columns.forEach((name, column) -> arrays.put(name, column.rows()));
    return arrays;
  }

  /**
   * These samples and then those of another run, so that mixtures of both can be scored. Both need
   * the same metrics; counts that only one of them has are left out.
   *
   * @throws IllegalArgumentException if their counts follow other rules
   */
  public TestSamples and(TestSamples others) {
    Map<String, Column<?, ?>> both = new TreeMap<>();
    columns.forEach(
        (name, column) -> {
          Column<?, ?> other = others.columns.get(name);
          if (other != null) {
            both.put(name, column.and(other));
          }
        });
    List<String> allIds = new ArrayList<>(ids);
    allIds.addAll(others.ids);
    List<@Nullable Footprint> allPlaces = new ArrayList<>(places);
    allPlaces.addAll(others.places);
    return new TestSamples(allIds, allPlaces, both, List.copyOf(metrics.values()));
  }

  /** Hash of ids and counts; empty if there are none. */
  public Optional<String> sha256() {
    if (columns.isEmpty() || ids.isEmpty()) {
      return Optional.empty();
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(String.join("\n", ids).getBytes(StandardCharsets.UTF_8));
      columns.forEach(
          (name, column) -> {
            digest.update(("\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
            for (double[] row : column.rows()) {
              ByteBuffer bytes = ByteBuffer.allocate(row.length * Double.BYTES);
              bytes.asDoubleBuffer().put(row);
              digest.update(bytes);
            }
          });
      return Optional.of(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
