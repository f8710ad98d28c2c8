package org.eobench.decoders.probe;

import org.jspecify.annotations.Nullable;

/**
 * Line search for a point that meets the strong Wolfe conditions (Nocedal and Wright, "Numerical
 * Optimization", 2nd edition, algorithms 3.5 and 3.6), at which the value and the slope are
 * sufficiently smaller than at the start.
 */
final class WolfeSearch {
  /** The required share of the decrease that the slope predicts. */
  private static final double DECREASE = 1e-4;

  /** The maximum share of the slope that may remain. */
  private static final double CURVATURE = 0.9;

  private static final int WIDENINGS = 30;
  private static final int NARROWINGS = 40;

  /** A point with its value and gradient. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Point(double[] x, double value, double[] gradient) {}

  /** A point on the line, with its distance from the start and the slope there. */
  private record Trial(double step, double slope, Point point) {
    double value() {
      return point.value;
    }
  }

  private final Lbfgs.Objective objective;
  private final double[] direction;
  private final Trial start;

  private WolfeSearch(Lbfgs.Objective objective, Point from, double[] direction) {
    this.objective = objective;
    this.direction = direction;
    this.start = new Trial(0, Vectors.dot(from.gradient, direction), from);
  }

  /**
   * Searches from a point along a direction.
   *
   * @param first the first step to try
   * @return a point with a lower value, or null if there is none within double precision
   */
  static @Nullable Point along(
      Lbfgs.Objective objective, Point from, double[] direction, double first) {
    WolfeSearch search = new WolfeSearch(objective, from, direction);
    return search.start.slope < 0 ? search.bracket(first) : null;
  }

  private @Nullable Point bracket(double first) {
    Trial before = start;
    double step = first;
    for (int i = 0; i < WIDENINGS; i++) {
      Trial trial = at(step);
      if (!decreases(trial) || (i > 0 && trial.value() >= before.value())) {
        return narrow(before, trial);
      }
      if (isFlat(trial)) {
        return trial.point;
      }
      if (trial.slope >= 0) {
        return narrow(trial, before);
      }
      before = trial;
      step *= 2;
    }
    return before.point; // the function seems unbounded below; this point is at least lower
  }

  /**
   * @param from the lower end; the slope there points to the other end
   */
  private @Nullable Point narrow(Trial from, Trial to) {
    Trial low = from;
    Trial high = to;
    for (int i = 0; i < NARROWINGS; i++) {
      Trial trial = at(between(low, high));
      if (!decreases(trial) || trial.value() >= low.value()) {
        high = trial;
      } else {
        if (isFlat(trial)) {
          return trial.point;
        }
        if (trial.slope * (high.step - low.step) >= 0) {
          high = low;
        }
        low = trial;
      }
    }
    return low.step > 0 && low.value() < start.value() ? low.point : null;
  }

  /**
   * The minimum of the parabola through the value and slope at the lower end and the value at the
   * other.
   */
  private static double between(Trial low, Trial high) {
    double width = high.step - low.step;
    double bend = high.value() - low.value() - low.slope * width;
    double share = bend > 0 ? -low.slope * width / (2 * bend) : 0.5;
    // Stays at least a tenth of the interval away from both ends.
    boolean usable = Double.isFinite(high.value()) && share >= 0.1 && share <= 0.9;
    return low.step + (usable ? share : 0.5) * width;
  }

  private boolean decreases(Trial trial) {
    return trial.value() <= start.value() + DECREASE * trial.step * start.slope;
  }

  private boolean isFlat(Trial trial) {
    return Math.abs(trial.slope) <= -CURVATURE * start.slope;
  }

  private Trial at(double step) {
    double[] x = start.point.x.clone();
    Vectors.add(x, step, direction);
    double[] gradient = new double[x.length];
    double value = objective.at(x, gradient);
    return new Trial(step, Vectors.dot(gradient, direction), new Point(x, value, gradient));
  }
}
