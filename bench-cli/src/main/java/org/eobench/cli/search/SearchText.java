package org.eobench.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.metrics.Metric;

/** The outcome of a search in words. */
final class SearchText {
  private SearchText() {}

  /**
   * The lines for one study.
   *
   * @param tested the test scores of the repeated winner
   */
  static List<String> lines(Study study, List<Double> tested) {
    List<String> lines = new ArrayList<>();
    long failed = study.trials().stream().filter(t -> Double.isNaN(t.score())).count();
    long whole = study.trials().stream().filter(t -> t.rung() == study.lastRung()).count();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %d trials, %d of them trained to the end%s%s",
            study.label(),
            study.trials().size(),
            whole,
            failed == 0 ? "" : ", " + failed + " without a score",
            study.isExhausted() ? "; the space has no further values" : ""));
    if (study.winner().isEmpty()) {
      lines.add("  no trial has a score");
      return lines;
    }
    Trial winner = study.winner().get();
    Metric<?> metric = study.metric();
    lines.add(
        "  best on the validation split: "
            + metric.text(winner.score())
            + "  "
            + String.join(" ", winner.overrides())
            + "  (job "
            + winner.job().number()
            + ")");
    List<Double> scores = tested.stream().filter(score -> !Double.isNaN(score)).toList();
    if (!scores.isEmpty()) {
      double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      lines.add(
          String.format(
              Locale.ROOT,
              "  its repetitions on the test split: mean %s (n=%d: %s)",
              metric.text(mean),
              scores.size(),
              String.join(", ", scores.stream().map(metric::text).toList())));
    }
    return lines;
  }

  /** What the numbers mean. */
  static List<String> note(SearchConfig config) {
    return List.of(
        String.format(
            Locale.ROOT,
            "Each study had the same budget: %d trials, seed %d, method %s. Trials were"
                + " compared and selected on the validation split alone; no test score was looked"
                + " at. The validation score of the best of many trials is too good by selection:"
                + " compare the repetitions.",
            config.trials(),
            config.seed(),
            config.method()));
  }
}
