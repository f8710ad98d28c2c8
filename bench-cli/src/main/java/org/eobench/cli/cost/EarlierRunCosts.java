package org.eobench.cli.cost;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.eobench.cli.cost.Workload.Trio;
import org.eobench.core.outcome.Cost;
import org.eobench.report.runs.RunFolders;
import org.eobench.report.runs.StoredRun;

/**
 * The times of complete runs. A run of the same configuration, whatever its seed, takes as long as
 * the mean of those. Otherwise runs of the same encoder, decoder and data set are taken, and their
 * training is scaled by the number of epochs. Runs that were resumed are left out, since {@link
 * Cost} tells their last start only.
 */
final class EarlierRunCosts implements CostSource {
  private final Map<String, List<StoredRun>> byExperiment = new HashMap<>();
  private final Map<Trio, List<StoredRun>> byTrio = new HashMap<>();

  /**
   * Reads the runs at any depth below a folder.
   *
   * @throws org.eobench.core.error.BenchException if there are none
   */
  static EarlierRunCosts below(Path folder) {
    return new EarlierRunCosts(RunFolders.read(List.of(folder)).runs());
  }

  EarlierRunCosts(List<StoredRun> runs) {
    for (StoredRun run : runs) {
      if (run.record().starts() == 1) {
        String experiment = run.record().experiment();
        if (experiment != null) {
          byExperiment.computeIfAbsent(experiment, key -> new ArrayList<>()).add(run);
        }
        byTrio.computeIfAbsent(Trio.of(run.record().choices()), key -> new ArrayList<>()).add(run);
      }
    }
  }

  @Override
  public Optional<CostEstimate> estimate(Workload run) {
    List<StoredRun> same = byExperiment.getOrDefault(run.experiment(), List.of());
    if (!same.isEmpty()) {
      return Optional.of(mean(same, one -> one.outcome().cost().seconds(), "this configuration"));
    }
    // A training that is counted in steps has a number of epochs that depends on its data.
    if (!run.trains() || run.trainer().nSteps() != null) {
      return Optional.empty();
    }
    List<StoredRun> alike =
        byTrio.getOrDefault(run.trio(), List.of()).stream().filter(one -> epochs(one) > 0).toList();
    if (alike.isEmpty()) {
      return Optional.empty();
    }
    int epochs = run.trainer().nEpochs();
    String what =
        String.format(
            Locale.ROOT, "this encoder, decoder and data set, scaled to %d epochs", epochs);
    return Optional.of(mean(alike, one -> scaled(one, epochs), what));
  }

  private static double scaled(StoredRun run, int epochs) {
    Cost cost = run.outcome().cost();
    return cost.preparationSeconds()
        + cost.trainingSeconds() * epochs / epochs(run)
        + cost.testSeconds();
  }

  /** The epochs that a run trained: its last one ends with a validation. */
  private static int epochs(StoredRun run) {
    List<Integer> validated = run.outcome().validatedEpochs();
    return validated.isEmpty() ? 0 : validated.get(validated.size() - 1);
  }

  private static CostEstimate mean(
      List<StoredRun> runs, ToDoubleFunction<StoredRun> seconds, String what) {
    double mean = runs.stream().mapToDouble(seconds).average().orElseThrow();
    int count = runs.size();
    return new CostEstimate(
        mean,
        count == 1
            ? "a run of " + what
            : String.format(Locale.ROOT, "the mean of %d runs of %s", count, what));
  }
}
