package org.eobench.cli.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What has become of a plan when a process that took its lines ends.
 *
 * @param lines all lines of the plan
 * @param claims the claims on them
 */
record PlanSummary(List<PlanLine> lines, Claims claims) {
  PlanSummary {
    lines = List.copyOf(lines);
  }

  /**
   * Prints it.
   *
   * @param begun how many runs this process began
   * @param failed how many lines it recorded as failed
   */
  void print(int begun, int failed, Consumer<String> out) {
    int finished = 0;
    List<String> lost = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (PlanLine line : lines) {
      Optional<String> ended = claims.ended(line.index());
      if (ended.isPresent() && ended.get().equals("done")) {
        finished++;
      } else if (ended.isPresent()) {
        lost.add(String.valueOf(line.index()));
      } else {
        claims.holder(line.index()).ifPresent(who -> held.add(line.index() + " by " + who));
      }
    }
    out.accept(
        String.format(
            Locale.ROOT,
            "this process began %d %s, %d of the lines failed; of the %d lines of the plan %d are"
                + " done",
            begun,
            begun == 1 ? "run" : "runs",
            failed,
            lines.size(),
            finished));
    if (!lost.isEmpty()) {
      out.accept("failed lines: " + String.join(", ", lost) + "; --index K runs line K once more");
    }
    if (!held.isEmpty()) {
      out.accept("claimed lines: " + String.join(", ", held));
    }
  }
}
