package org.eobench.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one model on one data set, except those of its scores.
 *
 * @param group what the checks are about
 * @param now runs of now, ordered by seed
 * @param before runs of the baseline, ordered by seed
 */
record GroupChecks(String group, List<BaselineRun> now, List<BaselineRun> before) {
  /** Names of the checks of what decides a result. */
  static final List<String> IDENTITY = List.of("config", "data", "weights", "protocol", "machine");

  /** Whether what decides a result is the same. */
  List<GateCheck> identity(boolean anyMachine) {
    List<GateCheck> checks = new ArrayList<>();
    checks.add(config());
    checks.add(
        same(
            "data",
            run -> "version " + run.facts().datasetVersion() + " " + files(run) + samples(run)));
    checks.add(same("weights", run -> weights(run.facts().weights(), run.weightsSha256())));
    checks.add(protocol());
    checks.add(
        anyMachine
                && !values(now, GroupChecks::machine).equals(values(before, GroupChecks::machine))
            ? GateCheck.skipped(group, "machine", "any machine passes; times are not compared")
            : same("machine", GroupChecks::machine));
    return checks;
  }

  private static String files(BaselineRun run) {
    return run.dataFiles().entrySet().stream()
        .map(split -> split.getKey() + " " + brief(split.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String samples(BaselineRun run) {
    return ", " + run.facts().samples() + " test samples";
  }

  private static String weights(String file, @Nullable String sha256) {
    return sha256 == null ? file : file + " " + brief(sha256);
  }

  static String machine(BaselineRun run) {
    return run.machine().toString();
  }

  private static String brief(String hash) {
    return hash.length() > 12 ? hash.substring(0, 12) : hash;
  }

  private static Set<String> values(List<BaselineRun> runs, Function<BaselineRun, String> value) {
    return runs.stream().map(value).collect(Collectors.toCollection(TreeSet::new));
  }

  private GateCheck same(String name, Function<BaselineRun, String> value) {
    Set<String> current = values(now, value);
    Set<String> stored = values(before, value);
    boolean equal = current.equals(stored);
    String found = String.join("; ", current);
    return GateCheck.of(
        group, name, equal, equal ? found : found + " - baseline: " + String.join("; ", stored));
  }

  private GateCheck protocol() {
    List<String> differ = new ArrayList<>();
    differ(differ, "protocols", run -> run.facts().protocol());
    differ(differ, "classes", run -> String.join(", ", run.context().classes()));
    differ(differ, "rules of the metrics", run -> run.context().rules().toString());
    String name = now.get(0).facts().protocol();
    return GateCheck.of(
        group, "protocol", differ.isEmpty(), differ.isEmpty() ? name : String.join("; ", differ));
  }

  private void differ(List<String> differ, String what, Function<BaselineRun, String> value) {
    Set<String> current = values(now, value);
    Set<String> stored = values(before, value);
    if (!current.equals(stored)) {
      differ.add(
          String.format(
              Locale.ROOT,
              "other %s: %s - baseline: %s",
              what,
              String.join("; ", current),
              String.join("; ", stored)));
    }
  }

  private GateCheck config() {
    if (values(now, BaselineRun::fingerprint).equals(values(before, BaselineRun::fingerprint))) {
      return GateCheck.of(group, "config", true, "the same, " + seeds(now));
    }
    if (values(now, BaselineRun::experiment).equals(values(before, BaselineRun::experiment))) {
      return GateCheck.of(group, "config", false, seeds(now) + " - baseline: " + seeds(before));
    }
    Set<String> current = arguments(now);
    Set<String> stored = arguments(before);
    Set<String> added = new TreeSet<>(current);
    added.removeAll(stored);
    Set<String> removed = new TreeSet<>(stored);
    removed.removeAll(current);
    String what =
        added.isEmpty() && removed.isEmpty()
            ? "the arguments are the same, but a configuration file, or the program's default, is"
                + " not"
            : String.format(
                Locale.ROOT,
                "arguments only now: %s; only in the baseline: %s",
                listed(added),
                listed(removed));
    return GateCheck.of(group, "config", false, what);
  }

  private static String seeds(List<BaselineRun> runs) {
    return (runs.size() == 1 ? "seed " : "seeds ")
        + runs.stream()
            .map(run -> String.valueOf(run.facts().seed()))
            .collect(Collectors.joining(" "));
  }

  private static Set<String> arguments(List<BaselineRun> runs) {
    return runs.stream()
        .flatMap(run -> run.overrides().stream())
        .filter(word -> !word.startsWith("seed="))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String listed(Set<String> words) {
    return words.isEmpty() ? "none" : String.join(" ", words);
  }

  /** Whether times and memory grew by no more than the ratios that are set. */
  List<GateCheck> cost(GateLimits limits) {
    boolean comparable =
        values(now, GroupChecks::machine).equals(values(before, GroupChecks::machine));
    List<GateCheck> checks = new ArrayList<>();
    if (limits.timeRatio() != null) {
      checks.add(ratio("time", "s", limits.timeRatio(), BaselineRun::seconds, comparable));
    }
    if (limits.memoryRatio() != null) {
      checks.add(ratio("memory", "MiB", limits.memoryRatio(), BaselineRun::memoryMb, comparable));
    }
    return checks;
  }

  private GateCheck ratio(
      String name,
      String unit,
      double most,
      Function<BaselineRun, @Nullable Double> value,
      boolean comparable) {
    if (!comparable) {
      return GateCheck.skipped(group, name, "the machines differ");
    }
    double current = mean(now, value);
    double stored = mean(before, value);
    if (!(current > 0 && stored > 0)) {
      return GateCheck.of(group, name, false, "it was not measured in all runs");
    }
    double ratio = current / stored;
    return GateCheck.of(
        group,
        name,
        ratio <= most,
        String.format(
            Locale.ROOT,
            "%.4g %s, baseline %.4g (%.2f times, at most %.4g)",
            current,
            unit,
            stored,
            ratio,
            most));
  }

  private static double mean(
      List<BaselineRun> runs, Function<BaselineRun, @Nullable Double> value) {
    double sum = 0;
    for (BaselineRun run : runs) {
      sum += Objects.requireNonNullElse(value.apply(run), Double.NaN);
    }
    return sum / runs.size();
  }

  /** The runs as text, for messages. */
  static String names(Map<String, ?> groups) {
    return groups.isEmpty() ? "none" : String.join(", ", groups.keySet());
  }
}
