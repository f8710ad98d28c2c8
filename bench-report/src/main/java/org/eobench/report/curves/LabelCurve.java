package org.eobench.report.curves;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.subset.SubsetFacts;
import org.eobench.core.provenance.Provenance;
import org.eobench.report.runs.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one model over the number of labels that it was trained with.
 *
 * <p>The area under the curve is the mean score over the logarithm of the number of labels: the
 * integral of the line through the mean scores of the points, divided by the width of the axis. It
 * has the unit of the score. Areas over different axes are not comparable.
 *
 * @param axis what the points are placed by
 * @param points at least two, by ascending place
 * @param remarks sentences about runs that are left out; often none
 */
public record LabelCurve(Axis axis, List<Point> points, List<String> remarks) {

  /** The place of a point. */
  public enum Axis {
    /** Share of the training samples, in {@code (0,1]}; 1 for runs on all of them. */
    FRACTION,
    /** Samples of each class. */
    SHOTS
  }

  /**
   * The runs with one number of labels.
   *
   * @param at place on the axis
   * @param scores score of each seed
   */
  public record Point(double at, SortedMap<Long, Double> scores) {
    public Point {
      scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    }

    /** The mean over the seeds. */
    public double mean() {
      return scores.values().stream().mapToDouble(score -> score).average().orElse(Double.NaN);
    }
  }

  public LabelCurve {
    points = List.copyOf(points);
    remarks = List.copyOf(remarks);
  }

  /**
   * The curve of runs that differ in the number of labels and the seed only.
   *
   * @param runs runs of one encoder, decoder and data set; a run on all samples has the fraction 1
   * @param metric key of a metric
   * @return empty if fewer than two numbers of labels have a score
   */
  public static Optional<LabelCurve> of(Collection<StoredRun> runs, String metric) {
    boolean shots = runs.stream().anyMatch(run -> shots(run) != null);
    SortedMap<Double, SortedMap<Long, Double>> points = new TreeMap<>();
    List<String> remarks = new ArrayList<>();
    for (StoredRun run : runs) {
      Double at = shots ? shots(run) : Double.valueOf(fraction(run));
      Double score = run.score(metric).orElse(null);
      if (at == null) {
        remarks.add(run.record().name() + " was not trained with samples of each class");
      } else if (score == null) {
        remarks.add(run.record().name() + " has no " + metric);
      } else if (points
              .computeIfAbsent(at, any -> new TreeMap<>())
              .putIfAbsent(run.record().seed(), score)
          != null) {
        remarks.add(
            String.format(
                Locale.ROOT,
                "%s repeats the seed %d with as many labels",
                run.record().name(),
                run.record().seed()));
      }
    }
    if (points.size() < 2) {
      return Optional.empty();
    }
    List<Point> all = new ArrayList<>();
    points.forEach((at, scores) -> all.add(new Point(at, scores)));
    return Optional.of(new LabelCurve(shots ? Axis.SHOTS : Axis.FRACTION, all, remarks));
  }

  private static @Nullable SubsetFacts subset(StoredRun run) {
    Provenance made = run.record().provenance();
    return made == null ? null : made.data().subset();
  }

  private static @Nullable Double shots(StoredRun run) {
    SubsetFacts subset = subset(run);
    return subset == null || subset.kShot() == null ? null : Double.valueOf(subset.kShot());
  }

  /** The share that was asked for; of a list of samples, the share that it is. */
  private static double fraction(StoredRun run) {
    SubsetFacts subset = subset(run);
    Provenance made = run.record().provenance();
    if (subset == null || made == null) {
      return 1;
    }
    Double asked = subset.fraction();
    Integer of = subset.of().get(Split.TRAIN.key());
    if (asked != null || of == null) {
      return asked == null ? 1 : asked;
    }
    return made.data().samples().getOrDefault(Split.TRAIN.key(), of) / (double) of;
  }

  /** The area under the means of the points. */
  public double area() {
    return area(points.stream().map(Point::mean).toList());
  }

  /** The area of each seed that all points have, for an interval; often fewer seeds than runs. */
  public Map<Long, Double> areas() {
    TreeSet<Long> seeds = new TreeSet<>(points.get(0).scores().keySet());
    points.forEach(point -> seeds.retainAll(point.scores().keySet()));
    Map<Long, Double> areas = new TreeMap<>();
    for (Long seed : seeds) {
      areas.put(
          seed,
          area(points.stream().map(point -> point.scores().getOrDefault(seed, 0.0)).toList()));
    }
    return areas;
  }

  private double area(List<Double> scores) {
    double sum = 0;
    for (int i = 1; i < points.size(); i++) {
      double width = Math.log(points.get(i).at()) - Math.log(points.get(i - 1).at());
      sum += width * (scores.get(i) + scores.get(i - 1)) / 2;
    }
    double all = Math.log(points.get(points.size() - 1).at()) - Math.log(points.get(0).at());
    return sum / all;
  }
}
