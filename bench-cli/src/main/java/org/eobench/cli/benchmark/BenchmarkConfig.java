package org.eobench.cli.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * A named benchmark, a file in {@code configs/benchmark/}.
 *
 * @param version increased whenever the list of runs changes
 * @param seeds seeds with which each run is repeated
 * @param arguments overrides that all runs share, such as {@code protocol=pangaea}
 * @param runs what is run
 * @param published scores that others published for it; null if none
 */
record BenchmarkConfig(
    @Range(min = 1) int version,
    List<Long> seeds,
    List<String> arguments,
    List<Entry> runs,
    @Nullable Published published) {

  /**
   * One data set of the benchmark.
   *
   * @param dataset option of the group {@code dataset}
   * @param version the version of the data set for which the benchmark is defined
   * @param arguments further overrides, at least the decoder; a value may be a sweep
   */
  record Entry(String dataset, @Range(min = 1) int version, List<String> arguments) {}

  /**
   * Published scores.
   *
   * @param source where they are from
   * @param arguments a decoder and other overrides that the scores are for, by key; runs with other
   *     values have none
   * @param scores score by data set and by encoder, whose name may be followed by arguments that
   *     replace those of {@code arguments}, such as {@code unet_encoder finetune=true}
   * @param percent whether the scores are in percent
   */
  record Published(
      String source,
      @Default("{}") Map<String, String> arguments,
      @Default("false") boolean percent,
      Map<String, Map<String, Double>> scores) {
    Published {
      for (String row : scores.keySet()) {
        if (!row.matches("[\\w.]+( [\\w.]+=\\S+)*")) {
          throw new IllegalArgumentException(
              "scores has the key '" + row + "', which is not an encoder with arguments");
        }
      }
    }
  }

  BenchmarkConfig {
    if (seeds.isEmpty() || runs.isEmpty()) {
      throw new IllegalArgumentException("seeds and runs must not be empty");
    }
    long distinct = runs.stream().map(Entry::dataset).distinct().count();
    if (distinct < runs.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "runs has %d entries for %d data sets", runs.size(), distinct));
    }
  }
}
