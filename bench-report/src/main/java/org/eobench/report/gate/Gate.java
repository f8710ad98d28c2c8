package org.eobench.report.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.MetricFacts;
import org.eobench.report.compare.TestedRun;
import org.eobench.report.compare.Units;
import org.eobench.report.runs.FoundRuns;
import org.eobench.report.runs.LeftOut;
import org.eobench.report.runs.RunFolders;

/** Compares runs with a baseline file, or writes the file. */
public final class Gate {
  /** Reasons to leave out runs that are complete. */
  private static final Set<LeftOut.Reason> COMPLETE =
      Set.of(LeftOut.Reason.DUPLICATE, LeftOut.Reason.TRIAL);

  private final Path file;
  private final Function<String, List<Metric<?>>> metrics;

  /**
   * A gate.
   *
   * @param file the baseline
   * @param metrics all metrics of a task, by its key
   */
  public Gate(Path file, Function<String, List<Metric<?>>> metrics) {
    this.file = file;
    this.metrics = metrics;
  }

  /**
   * Writes the runs as the baseline.
   *
   * @param folders run directories, or folders of runs
   * @return what was written, as sentences
   * @throws BenchException {@code IncompleteRuns}, {@code MixedRuns} or {@code NoSampleCounts}
   */
  public List<String> update(List<Path> folders) {
    FoundRuns found = complete(folders);
    Baseline baseline = Baseline.of(found.runs(), metrics);
    List<String> sentences = new ArrayList<>(found.sentences());
    baseline
        .byName()
        .forEach(
            (name, runs) -> {
              requireOneExperiment(name, runs, "the runs");
              String key = runs.get(0).bestMetric();
              sentences.add(
                  String.format(
                      Locale.ROOT,
                      "baseline of %s: %d %s, %s %.4g",
                      name,
                      runs.size(),
                      runs.size() == 1 ? "run" : "runs",
                      key.replace('_', ' '),
                      scale(runs.get(0), key) * mean(runs, key)));
            });
    baseline.write(file);
    return sentences;
  }

  /** People see fractions in percent. */
  private static double scale(BaselineRun run, String metric) {
    MetricFacts facts = run.metrics().get(metric);
    return facts != null && facts.unit() == Metric.Unit.FRACTION ? 100 : 1;
  }

  private static double mean(List<BaselineRun> runs, String metric) {
    return runs.stream()
        .mapToDouble(run -> run.scores().getOrDefault(metric, Double.NaN))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * Checks runs.
   *
   * @param folders run directories, or folders of runs
   * @throws BenchException {@code NoBaseline}, {@code UnreadableBaseline}, {@code IncompleteRuns},
   *     {@code MixedRuns}, {@code NoSampleCounts} or {@code NoSuchMetric}
   */
  public GateReport check(List<Path> folders, GateLimits limits) {
    Map<String, List<BaselineRun>> before = Baseline.read(file).byName();
    FoundRuns found = complete(folders);
    Map<String, List<BaselineRun>> now = Baseline.of(found.runs(), metrics).byName();
    now.forEach((name, runs) -> requireOneExperiment(name, runs, "the runs"));
    before.forEach((name, runs) -> requireOneExperiment(name, runs, "the baseline"));
    Set<String> names = new TreeSet<>(now.keySet());
    names.addAll(before.keySet());
    List<GateCheck> checks = new ArrayList<>();
    Set<String> remarks = new LinkedHashSet<>(found.sentences());
    for (String name : names) {
      List<BaselineRun> current = now.get(name);
      List<BaselineRun> stored = before.get(name);
      if (current == null || stored == null) {
        checks.add(
            GateCheck.of(
                name,
                "runs",
                false,
                current == null
                    ? "the baseline has it, and the runs do not; they are of "
                        + GroupChecks.names(now)
                    : "the runs have it, and the baseline does not; it has "
                        + GroupChecks.names(before)));
        continue;
      }
      checks.addAll(group(name, current, stored, limits));
      Units.of(current.get(0).tested("now", metrics), limits.units())
          .remarks()
          .forEach(remark -> remarks.add(name + ": " + remark));
    }
    return new GateReport(checks, List.copyOf(remarks));
  }

  private List<GateCheck> group(
      String name, List<BaselineRun> current, List<BaselineRun> stored, GateLimits limits) {
    GroupChecks group = new GroupChecks(name, current, stored);
    List<GateCheck> checks = new ArrayList<>(group.identity(limits.anyMachine()));
    List<TestedRun> now = current.stream().map(run -> run.tested("now", metrics)).toList();
    List<TestedRun> before = stored.stream().map(this::ofBaseline).toList();
    List<String> keys =
        limits.metrics().isEmpty() ? List.of(current.get(0).bestMetric()) : limits.metrics();
    for (String key : keys) {
      checks.add(new ScoreCheck(name, limits).of(key, now, before));
    }
    checks.addAll(group.cost(limits));
    return checks;
  }

  private TestedRun ofBaseline(BaselineRun run) {
    try {
      return run.tested(file.toString(), metrics);
    } catch (IllegalArgumentException unfit) {
      throw Baseline.unreadable(file, String.valueOf(unfit.getMessage()));
    }
  }

  private FoundRuns complete(List<Path> folders) {
    FoundRuns found = RunFolders.read(folders);
    boolean incomplete = found.leftOut().stream().anyMatch(run -> !COMPLETE.contains(run.reason()));
    if (incomplete || found.runs().isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("IncompleteRuns", String.join(" ", found.sentences()))
              .at(String.join(", ", folders.stream().map(Path::toString).toList()))
              .expecting("complete runs of this program only; a gate overlooks none")
              .next("finish them with the same arguments and `resume=true`, or name other runs"));
    }
    return found;
  }

  private void requireOneExperiment(String name, List<BaselineRun> runs, String whose) {
    List<String> experiments = runs.stream().map(BaselineRun::experiment).distinct().toList();
    if (experiments.size() > 1) {
      List<String> directories = runs.stream().map(run -> run.facts().run()).toList();
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "MixedRuns",
                  String.format(
                      Locale.ROOT,
                      "%s of %s have %d configurations",
                      whose,
                      name,
                      experiments.size()))
              .at(String.join("\n", directories))
              .expecting("runs of a model on a data set that differ only by their seed")
              .next("use a baseline file for each configuration"));
    }
  }
}
