package org.eobench.report.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * One side of a comparison: runs that differ only by seed, on one or more data sets.
 *
 * @param name how tables call it
 * @param from what the user named it by
 * @param runs its runs by data set, ordered by seed
 */
public record Model(String name, String from, Map<String, List<TestedRun>> runs) {
  public Model {
    runs = Collections.unmodifiableMap(new TreeMap<>(runs));
  }

  /** Its runs on a data set; none if it has none. */
  public List<TestedRun> on(String dataset) {
    return runs.getOrDefault(dataset, List.of());
  }

  /** Says that its seeds on a data set changed nothing; empty if they did. */
  Optional<String> idleSeeds(String dataset) {
    List<TestedRun> own = on(dataset);
    long results = own.stream().map(TestedRun::samplesSha256).distinct().count();
    return own.size() > 1 && results == 1 && !own.get(0).samplesSha256().isEmpty()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s: the %d seeds of %s have the same counts in every sample, so they tell no more"
                    + " than one run.",
                dataset,
                own.size(),
                name))
        : Optional.empty();
  }

  /** A run of it, any. */
  TestedRun any() {
    return runs.values().iterator().next().get(0);
  }

  /**
   * The runs of a folder as one model.
   *
   * @param problems collects that the folder mixes configurations
   */
  static Model of(String name, String from, Collection<TestedRun> all, Problems problems) {
    Map<String, List<TestedRun>> byDataset = new TreeMap<>();
    all.stream()
        .sorted((x, y) -> Long.compare(x.facts().seed(), y.facts().seed()))
        .forEach(
            run ->
                byDataset
                    .computeIfAbsent(run.facts().dataset(), any -> new ArrayList<>())
                    .add(run));
    byDataset.forEach((dataset, runs) -> requireOneExperiment(from, dataset, runs, problems));
    return new Model(name, from, byDataset);
  }

  private static void requireOneExperiment(
      String from, String dataset, List<TestedRun> runs, Problems problems) {
    Map<String, TestedRun> experiments = new LinkedHashMap<>();
    runs.forEach(
        run ->
            experiments.putIfAbsent(
                Objects.requireNonNullElse(run.experiment(), run.fingerprint()), run));
    if (experiments.size() > 1) {
      problems.add(
          Problem.of(
                  "MixedRuns",
                  String.format(
                      Locale.ROOT,
                      "the runs on %s have %d configurations, so they are not one model: %s",
                      dataset,
                      experiments.size(),
                      some(experiments.values())))
              .at(from)
              .expecting("runs that differ only by their seed")
              .next("name each run or folder of repetitions as an argument of its own"));
    }
  }

  private static String some(Collection<TestedRun> runs) {
    List<String> names =
        runs.stream().limit(3).map(run -> run.model() + " in " + run.facts().run()).toList();
    return String.join(", ", names) + (runs.size() > names.size() ? ", …" : "");
  }
}
