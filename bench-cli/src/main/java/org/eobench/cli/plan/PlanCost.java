package org.eobench.cli.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.cost.CostEstimate;
import org.eobench.cli.sweep.Sizes;

/** The estimated times of several lines of a plan. */
public final class PlanCost {
  private PlanCost() {}

  /**
   * Such as {@code estimated time: 3.2 h of one device for 28 lines; that of 2 lines is unknown}.
   *
   * @param lines number of lines
   * @param known the times that are known
   */
  public static String sentence(int lines, Collection<CostEstimate> known) {
    int unknown = lines - known.size();
    if (known.isEmpty()) {
      return "estimated time: unknown";
    }
    double seconds = known.stream().mapToDouble(CostEstimate::seconds).sum();
    String text =
        String.format(
            Locale.ROOT,
            "estimated time: %s of one device for %s",
            Sizes.about(seconds),
            lines(known.size()));
    return unknown == 0
        ? text
        : String.format(Locale.ROOT, "%s; that of %s is unknown", text, lines(unknown));
  }

  private static String lines(int count) {
    return String.format(Locale.ROOT, "%d %s", count, count == 1 ? "line" : "lines");
  }

  /**
   * Lines in an order in which several processes end at about the same time: first those whose time
   * is unknown, then from the longest to the shortest.
   */
  static List<PlanLine> longestFirst(List<PlanLine> lines) {
    return lines.stream().sorted(Comparator.comparingDouble(PlanCost::seconds).reversed()).toList();
  }

  private static double seconds(PlanLine line) {
    CostEstimate cost = line.cost();
    return cost == null ? Double.POSITIVE_INFINITY : cost.seconds();
  }
}
