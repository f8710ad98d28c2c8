package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.config.override.Sweep;
import org.eobench.core.config.tree.Bounds;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.config.tree.ValueText;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/** Expands a command line into jobs and composes all of them before the first one starts. */
public final class Sweeper {
  private static final String MULTIRUN = "MULTIRUN";

  private final Composer composer;

  public Sweeper(Composer composer) {
    this.composer = composer;
  }

  /**
   * The jobs of a command line.
   *
   * @param overrides in their order; a value may be a sweep
   * @param multirun whether {@code -m} was given; {@code hydra.mode} takes precedence if it is set
   * @throws BenchException with the problems of all jobs, without repeats
   */
  public SweepPlan plan(String configName, List<ConfigOverride> overrides, boolean multirun) {
    Composition frame = multirun ? frame(configName, overrides) : modeFrame(configName, overrides);
    ConfigNode mode = frame == null ? null : frame.hydra().get("mode");
    Object wanted = mode instanceof ScalarNode scalar ? scalar.value() : null;
    boolean sweeps = wanted == null ? multirun : MULTIRUN.equalsIgnoreCase(wanted.toString());
    if (sweeps && frame != null) {
      return sweep(configName, overrides, frame);
    }
    return single(configName, overrides);
  }

  private Composition frame(String configName, List<ConfigOverride> overrides) {
    return composer.compose(configName, overrides, Composer.Purpose.SWEEP);
  }

  /**
   * Composes the sweep only to read its mode. Problems are reported later, when the run is
   * composed.
   */
  private @Nullable Composition modeFrame(String configName, List<ConfigOverride> overrides) {
    try {
      return frame(configName, overrides);
    } catch (BenchException e) {
      return null;
    }
  }

  private SweepPlan single(String configName, List<ConfigOverride> overrides) {
    Composition composed = composer.compose(configName, overrides, Composer.Purpose.RUN);
    composed.setMode("RUN");
    String directory = String.valueOf(composed.hydraText("run.dir"));
    ComposedJob job =
        new ComposedJob(
            null, composed.jobOverrides(), composed.hydraOverrides(), composed, directory);
    return new SweepPlan(false, List.of(job), List.of(1), null, composed, composed.warnings());
  }

  private SweepPlan sweep(String configName, List<ConfigOverride> overrides, Composition frame) {
    Problems problems = new Problems();
    List<String> warnings = new ArrayList<>(frame.warnings());
    List<ConfigOverride> hydra = overrides.stream().filter(ConfigOverride::isHydra).toList();
    List<ConfigOverride> swept = new ArrayList<>(parameters(frame));
    overrides.stream().filter(o -> !o.isHydra()).forEach(swept::add);
    Map<String, List<ConfigOverride>> dimensions = dimensions(swept, frame, warnings, problems);
    problems.throwIfAny(ExitCode.USAGE);
    requireJobs(dimensions);
    List<List<ConfigOverride>> combinations = product(dimensions);

    String directory = String.valueOf(frame.hydraText("sweep.dir"));
    List<ComposedJob> jobs = new ArrayList<>();
    Set<Problem> failures = new LinkedHashSet<>();
    for (List<ConfigOverride> combination : combinations) {
      List<ConfigOverride> all = new ArrayList<>(hydra);
      all.addAll(combination);
      try {
        jobs.add(job(configName, all, jobs.size()));
      } catch (BenchException e) {
        failures.addAll(e.problems());
      }
    }
    failures.forEach(problems::add);
    problems.throwIfAny(ExitCode.CONFIG);
    if (jobs.isEmpty()) {
      warnings.add("the sweep has no jobs: a range is empty or a glob matches nothing");
    }
    return new SweepPlan(
        true, jobs, batches(jobs.size(), frame), directory, frame, List.copyOf(warnings));
  }

  private ComposedJob job(String configName, List<ConfigOverride> overrides, int number) {
    Composition composed = composer.compose(configName, overrides, Composer.Purpose.RUN);
    composed.setMode(MULTIRUN);
    composed.setJobNumber(number);
    String parent = String.valueOf(composed.hydraText("sweep.dir"));
    String directory = parent + "/" + composed.hydraText("sweep.subdir");
    return new ComposedJob(
        number, composed.jobOverrides(), composed.hydraOverrides(), composed, directory);
  }

  /** The sweeps that the configuration defines under {@code hydra.sweeper.params}. */
  private static List<ConfigOverride> parameters(Composition frame) {
    List<ConfigOverride> found = new ArrayList<>();
    if (frame.hydra().select("sweeper.params") instanceof MapNode params) {
      for (MapNode.Entry entry : params.entries()) {
        String value = PythonText.show(entry.value());
        found.add(OverrideParser.parse(entry.name() + "=" + value, 0));
      }
    }
    return found;
  }

  /** Maps keys to their values. A repeated key replaces the values but keeps its position. */
  private static Map<String, List<ConfigOverride>> dimensions(
      List<ConfigOverride> overrides, Composition frame, List<String> warnings, Problems problems) {
    Map<String, List<ConfigOverride>> dimensions = new LinkedHashMap<>();
    for (ConfigOverride override : overrides) {
      List<ConfigOverride> earlier = dimensions.get(override.keyText());
      if (earlier != null && earlier.size() > 1 && override.number() > 0) {
        warnings.add(override.keyText() + " is given twice; only '" + override.line() + "' counts");
      }
      dimensions.put(override.keyText(), values(override, frame, problems));
    }
    return dimensions;
  }

  private static List<ConfigOverride> values(
      ConfigOverride override, Composition frame, Problems problems) {
    if (!(override.value() instanceof Sweep sweep)) {
      String text = override.keyText() + "=" + ValueText.of(override.value());
      return List.of(OverrideParser.parse(text, override.number()));
    }
    List<String> texts = List.of();
    if (sweep instanceof Sweep.Ordered ordered && ordered.count() > Bounds.JOBS) {
      problems.add(
          Bounds.tooMany(
                  Double.isInfinite(ordered.count())
                      ? "'" + Bounds.shortened(override.line()) + "' has infinitely many values"
                      : String.format(
                          Locale.ROOT,
                          ordered.count() < 1e15 ? "'%s' has %,.0f values" : "'%s' has %.1e values",
                          Bounds.shortened(override.line()),
                          ordered.count()),
                  Bounds.JOBS,
                  "jobs in a sweep")
              .at(override.origin().place()));
    } else if (sweep instanceof Sweep.Ordered ordered) {
      texts = Sweep.texts(ordered);
    } else if (sweep instanceof Sweep.Glob glob) {
      texts = glob.filter(frame.searchPath().options(override.key()));
    } else {
      problems.add(
          Problem.of(
                  "UnsupportedSweep",
                  "'"
                      + override.line()
                      + "': interval() needs an optimizer, which is not supported")
              .at(override.origin().place())
              .next("list the values, or use range(start,stop,step)"));
    }
    List<ConfigOverride> values = new ArrayList<>();
    for (String text : texts) {
      values.add(OverrideParser.parse(override.keyText() + "=" + text, override.number()));
    }
    return values;
  }

  /** Limits the number of jobs: all of them are composed and held before the first one starts. */
  private static void requireJobs(Map<String, List<ConfigOverride>> dimensions) {
    double jobs = dimensions.values().stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
    if (jobs > Bounds.JOBS) {
      String sizes =
          dimensions.entrySet().stream()
              .filter(entry -> entry.getValue().size() > 1)
              .map(entry -> entry.getKey() + ": " + entry.getValue().size())
              .collect(Collectors.joining(", "));
      throw new BenchException(
          ExitCode.USAGE,
          Bounds.tooMany(
                  String.format(Locale.ROOT, "the sweep has %,.0f jobs", jobs),
                  Bounds.JOBS,
                  "jobs in a sweep")
              .at("values of " + sizes)
              .next("sweep over fewer values at a time"));
    }
  }

  private static List<List<ConfigOverride>> product(Map<String, List<ConfigOverride>> dimensions) {
    List<List<ConfigOverride>> combinations = List.of(List.of());
    for (List<ConfigOverride> values : dimensions.values()) {
      List<List<ConfigOverride>> longer = new ArrayList<>();
      for (List<ConfigOverride> combination : combinations) {
        for (ConfigOverride value : values) {
          List<ConfigOverride> next = new ArrayList<>(combination);
          next.add(value);
          longer.add(next);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private static List<Integer> batches(int jobs, Composition frame) {
    ConfigNode limit = frame.hydra().select("sweeper.max_batch_size");
    int most =
        limit instanceof ScalarNode scalar && scalar.value() instanceof Long size && size > 0
            ? (int) Math.min(size, Integer.MAX_VALUE)
            : Math.max(1, jobs);
    List<Integer> sizes = new ArrayList<>();
    for (int left = jobs; left > 0; left -= most) {
      sizes.add(Math.min(most, left));
    }
    return sizes.isEmpty() ? List.of(0) : sizes;
  }
}
