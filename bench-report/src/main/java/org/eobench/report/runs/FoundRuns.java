package org.eobench.report.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eobench.core.run.directory.RunDirectory;

/**
 * The runs below some folders.
 *
 * @param runs complete runs, one for each fingerprint, in the order of their directories
 * @param leftOut directories whose numbers are not used
 */
public record FoundRuns(List<StoredRun> runs, List<LeftOut> leftOut) {
  private static final int NAMED = 3;

  /** Repetitions before trials, then by the end. */
  private static final Comparator<StoredRun> COUNTS =
      Comparator.comparing((StoredRun run) -> !run.record().isTrial())
          .thenComparing(FoundRuns::end);

  public FoundRuns {
    runs = List.copyOf(runs);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * The same runs, of those with one fingerprint only the one that ended last. A trial of a search
   * that has repetitions does not count as one of them.
   */
  static FoundRuns distinct(List<StoredRun> all, Collection<LeftOut> others) {
    Map<String, List<StoredRun>> experiments =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    run -> run.record().fingerprint(), LinkedHashMap::new, Collectors.toList()));
    List<StoredRun> kept = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>(others);
    for (List<StoredRun> same : experiments.values()) {
      StoredRun newest = same.stream().max(COUNTS).orElseThrow();
      kept.add(newest);
      for (StoredRun run : same) {
        if (!run.directory().equals(newest.directory())) {
          leftOut.add(new LeftOut(run.directory(), LeftOut.Reason.DUPLICATE, against(run, newest)));
        }
      }
    }
    Set<String> repeated =
        kept.stream()
            .filter(run -> !run.record().isTrial())
            .map(FoundRuns::experiment)
            .collect(Collectors.toSet());
    for (StoredRun run : List.copyOf(kept)) {
      if (run.record().isTrial() && repeated.contains(experiment(run))) {
        kept.remove(run);
        leftOut.add(new LeftOut(run.directory(), LeftOut.Reason.TRIAL, ""));
      }
    }
    return new FoundRuns(kept, leftOut);
  }

  private static String experiment(StoredRun run) {
    return Objects.requireNonNullElse(run.record().experiment(), run.record().fingerprint());
  }

  /** All complete runs, also those that repeat another one with the same fingerprint. */
  public List<StoredRun> withDuplicates() {
    List<StoredRun> all = new ArrayList<>(runs);
    for (LeftOut other : leftOut) {
      if (other.reason() == LeftOut.Reason.DUPLICATE) {
        all.add(new StoredRun(other.directory(), RunDirectory.read(other.directory())));
      }
    }
    return all;
  }

  /** When a run ended; the first instant of all if its record was edited to hold no instant. */
  private static Instant end(StoredRun run) {
    String ended = run.record().ended();
    try {
      return Instant.parse(ended == null ? run.record().started() : ended);
    } catch (DateTimeParseException edited) {
      return Instant.MIN;
    }
  }

  private static String against(StoredRun run, StoredRun newest) {
    String scores = run.outcome().scores().equals(newest.outcome().scores()) ? "the same" : "other";
    return String.format(Locale.ROOT, "%s with %s scores", name(newest.directory()), scores);
  }

  private static Path name(Path directory) {
    Path name = directory.getFileName();
    return name == null ? directory : name;
  }

  /** What was left out, as one sentence for each reason; none if nothing was. */
  public List<String> sentences() {
    Map<LeftOut.Reason, List<LeftOut>> byReason =
        leftOut.stream()
            .collect(Collectors.groupingBy(LeftOut::reason, TreeMap::new, Collectors.toList()));
    return byReason.entrySet().stream()
        .map(entry -> sentence(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String sentence(LeftOut.Reason reason, List<LeftOut> runs) {
    String some =
        runs.stream()
            .limit(NAMED)
            .map(
                run ->
                    name(run.directory())
                        + (run.detail().isEmpty() ? "" : " (" + run.detail() + ")"))
            .collect(Collectors.joining(", "));
    String more = runs.size() > NAMED ? ", …" : "";
    return String.format(
        Locale.ROOT,
        "Left out: %d %s that %s: %s%s.",
        runs.size(),
        runs.size() == 1 ? "run" : "runs",
        runs.size() == 1 ? reason.words() : plural(reason),
        some,
        more);
  }

  private static String plural(LeftOut.Reason reason) {
    return switch (reason) {
      case INTERRUPTED -> "stopped before their end";
      case PRUNED -> "were stopped early by a search, as other trials were better";
      case UNREADABLE -> "have no readable run.json";
      case PRETRAINING -> "are pretrainings, which have no scores";
      case OLD -> "were written by a version that stored no results in run.json";
      case DUPLICATE -> "repeat other runs (same fingerprint); the newest one counts";
      case TRIAL -> "were selected by a search; their repetitions with other seeds count";
      case FAILED, RUNNING -> reason.words();
    };
  }
}
