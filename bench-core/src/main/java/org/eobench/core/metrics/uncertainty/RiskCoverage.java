package org.eobench.core.metrics.uncertainty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The risk-coverage curve (Geifman and El-Yaniv, NeurIPS 2017): the mean loss of the most confident
 * predictions, over their share of all. Predictions of one confidence are taken together, as if in
 * the mean of all their orders.
 *
 * @param groups predictions of one confidence each, most confident first
 */
public record RiskCoverage(List<Group> groups) {
  /**
   * Predictions of one confidence.
   *
   * @param count number of predictions
   * @param loss sum of their losses; of errors, their number
   */
  public record Group(long count, double loss) {}

  private record Point(double coverage, double joint) {}

  public RiskCoverage {
    groups = groups.stream().filter(group -> group.count() > 0).toList();
  }

  /**
   * The curve of single predictions.
   *
   * @param losses 1 for an error and 0 otherwise, or any loss
   */
  public static RiskCoverage of(double[] confidences, double[] losses) {
    List<Integer> order =
        IntStream.range(0, confidences.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -confidences[i]))
            .toList();
    List<Group> groups = new ArrayList<>();
    int at = 0;
    while (at < order.size()) {
      int end = at;
      double loss = 0;
      while (end < order.size() && confidences[order.get(end)] == confidences[order.get(at)]) {
        loss += losses[order.get(end)];
        end++;
      }
      groups.add(new Group(end - at, loss));
      at = end;
    }
    return new RiskCoverage(groups);
  }

  /** Number of predictions. */
  public long count() {
    return groups.stream().mapToLong(Group::count).sum();
  }

  /** The mean loss of all predictions; NaN if there is none. */
  public double risk() {
    return groups.stream().mapToDouble(Group::loss).sum() / count();
  }

  /** AURC: the mean of the risks at the coverages 1/n, 2/n … 1; NaN without predictions. */
  public double area() {
    double sum = 0;
    double before = 0;
    long taken = 0;
    for (Group group : groups) {
      double each = group.loss() / group.count();
      // The sum over j = 1 … m of (before + each j) / (taken + j).
      sum += group.loss() + (before - each * taken) * Harmonic.between(taken, group.count());
      before += group.loss();
      taken += group.count();
    }
    return sum / taken;
  }

  /**
   * What the area exceeds that of the best order by, in which all errors are the least confident;
   * for losses of 0 and 1.
   */
  public double excess() {
    long all = count();
    long wrong = Math.round(risk() * all);
    return area() - (wrong - (all - wrong) * Harmonic.between(all - wrong, wrong)) / all;
  }

  /** The closed approximation e + (1 - e) ln(1 - e) of the area of the best order. */
  public double leastAreaApproximately() {
    double error = risk();
    return error == 1 ? 1 : error + (1 - error) * Math.log1p(-error);
  }

  /**
   * The area below straight lines between the points of the groups, with the first risk also at
   * coverage 0.
   */
  public double trapezoid() {
    double area = 0;
    List<Point> points = points();
    double risk = points.get(1).joint() / points.get(1).coverage();
    for (int i = 1; i < points.size(); i++) {
      double next = points.get(i).joint() / points.get(i).coverage();
      area += (points.get(i).coverage() - points.get(i - 1).coverage()) * (risk + next) / 2;
      risk = next;
    }
    return area;
  }

  /**
   * AUGRC (Traub et al., NeurIPS 2024): the area below the share of all predictions that are both
   * kept and wrong.
   */
  public double generalizedArea() {
    double area = 0;
    List<Point> points = points();
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      area += (to.coverage() - from.coverage()) * (from.joint() + to.joint()) / 2;
    }
    return area;
  }

  /** The area below the best curve that mixtures of thresholds reach. */
  public double achievableArea() {
    List<Point> hull = new ArrayList<>();
    for (Point point : points()) {
      while (hull.size() > 1
          && !isLeftTurn(hull.get(hull.size() - 2), hull.get(hull.size() - 1), point)) {
        hull.remove(hull.size() - 1);
      }
      hull.add(point);
    }
    double area = 0;
    for (int i = 1; i < hull.size(); i++) {
      Point from = hull.get(i - 1);
      Point to = hull.get(i);
      double slope = (to.joint() - from.joint()) / (to.coverage() - from.coverage());
      area += slope * (to.coverage() - from.coverage());
      if (from.coverage() > 0) {
        double constant = from.joint() - slope * from.coverage();
        area += constant * Math.log(to.coverage() / from.coverage());
      }
    }
    return area;
  }

  private static boolean isLeftTurn(Point a, Point b, Point c) {
    return (b.coverage() - a.coverage()) * (c.joint() - a.joint())
            - (b.joint() - a.joint()) * (c.coverage() - a.coverage())
        > 0;
  }

  /** The points after each group, from coverage 0. */
  private List<Point> points() {
    double all = count();
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 0));
    double loss = 0;
    long taken = 0;
    for (Group group : groups) {
      loss += group.loss();
      taken += group.count();
      points.add(new Point(taken / all, loss / all));
    }
    return points;
  }
}
