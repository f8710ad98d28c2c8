package org.eobench.cli.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/**
 * {@code benchmark=NAME}: the runs of a named benchmark as the jobs of one sweep. Words of the
 * command line, such as {@code encoder=dofa,prithvi}, come after those of the benchmark.
 */
public final class Benchmark {
  private static final String SEED = "seed";
  private static final String DATASET = "dataset=";

  private final BenchmarkWords words;
  private final ConfigCommand configs;
  private final BenchmarkConfig config;

  private Benchmark(BenchmarkWords words, ConfigCommand configs) {
    this.words = words;
    this.configs = configs;
    this.config = words.config(configs);
  }

  /**
   * The benchmark of a command line; null if it asks for none.
   *
   * @throws BenchException if it is unknown, or a word contradicts it
   */
  public static @Nullable Benchmark of(CommandLine line, ConfigCommand configs) {
    BenchmarkWords words = BenchmarkWords.of(line);
    if (words == null) {
      return null;
    }
    requireMultirun(words);
    return new Benchmark(words, configs);
  }

  private static void requireMultirun(BenchmarkWords words) {
    if (!words.others().has("multirun")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagOfSweep", "a benchmark runs many jobs and needs -m")
              .at("benchmark=" + words.option())
              .expecting("-m")
              .next("add `-m`"));
    }
    for (String word : words.others().overrides()) {
      for (String own : List.of(DATASET, "experiment=", "hydra.sweep.subdir=")) {
        if (word.startsWith(own)) {
          throw new BenchException(
              ExitCode.USAGE,
              Problem.of(
                      "SetByBenchmark",
                      own.substring(0, own.length() - 1) + " is set by the benchmark")
                  .at(word)
                  .expecting("other words, such as encoder=NAME, seed=1 or batch_size=4")
                  .next("leave it out, or the benchmark"));
        }
      }
    }
  }

  /** What it is called in messages, such as {@code pangaea (version 1)}. */
  public String title() {
    return String.format(Locale.ROOT, "%s (version %d)", words.option(), config.version());
  }

  /** Published scores, or null. */
  BenchmarkConfig.@Nullable Published published() {
    return config.published();
  }

  /**
   * All jobs, numbered through.
   *
   * @throws BenchException with the problems of all runs, without repeats
   */
  public SweepPlan plan() {
    List<ComposedJob> jobs = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Problems problems = new Problems();
    SweepPlan first = null;
    for (BenchmarkConfig.Entry entry : config.runs()) {
      try {
        SweepPlan part = configs.plan(line(entry));
        first = first == null ? part : first;
        String parent = Objects.requireNonNull(first.directory());
        part.warnings().stream().filter(text -> !warnings.contains(text)).forEach(warnings::add);
        for (ComposedJob job : part.jobs()) {
          requireVersion(entry, job.composition(), problems);
          int number = jobs.size();
          jobs.add(
              new ComposedJob(
                  number,
                  job.overrides(),
                  job.hydraOverrides(),
                  job.composition(),
                  parent + "/" + number));
        }
      } catch (BenchException refused) {
        refused.problems().stream()
            .filter(problem -> !problems.list().contains(problem))
            .forEach(problems::add);
      }
    }
    problems.throwIfAny(ExitCode.CONFIG);
    SweepPlan frame = Objects.requireNonNull(first);
    return new SweepPlan(
        true, jobs, List.of(jobs.size()), frame.directory(), frame.frame(), warnings);
  }

  private CommandLine line(BenchmarkConfig.Entry entry) {
    List<String> all = new ArrayList<>();
    all.add(DATASET + entry.dataset());
    all.addAll(config.arguments());
    all.addAll(entry.arguments());
    all.add(
        SEED + "=" + config.seeds().stream().map(String::valueOf).collect(Collectors.joining(",")));
    // A repeated key counts once, with its last value.
    for (String word : words.others().overrides()) {
      String key = word.substring(0, word.indexOf('=') + 1);
      all.removeIf(own -> !key.isEmpty() && own.startsWith(key));
      all.add(word);
    }
    return new CommandLine(words.others().flags(), all);
  }

  private void requireVersion(
      BenchmarkConfig.Entry entry, Composition composition, Problems problems) {
    ConfigNode node = composition.job().select("dataset.version");
    Object found = node instanceof ScalarNode scalar ? scalar.value() : null;
    if (!(found instanceof Number version && version.intValue() == entry.version())) {
      Problem problem =
          Problem.of(
                  "OtherVersion",
                  String.format(
                      Locale.ROOT,
                      "benchmark %s is defined for version %d of %s, but its configuration has"
                          + " version %s",
                      title(),
                      entry.version(),
                      entry.dataset(),
                      found))
              .at("dataset.version")
              .expecting("dataset.version=" + entry.version())
              .next("use the data set's file of that version, or another benchmark");
      if (!problems.list().contains(problem)) {
        problems.add(problem);
      }
    }
  }
}
