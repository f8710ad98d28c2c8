package org.eobench.decoders.probe;

import org.jspecify.annotations.Nullable;

/**
 * How far to go along a direction: to a point that meets the strong Wolfe conditions (Nocedal and
 * Wright, "Numerical Optimization", 2nd edition, algorithms 3.5 and 3.6), which is much lower and
 * much flatter than the start.
 */
final class WolfeSearch {
  /** The share of the decrease foretold by the slope that must come true. */
  private static final double DECREASE = 1e-4;

  /** The share of the slope that may be left. */
  private static final double CURVATURE = 0.9;

  private static final int WIDENINGS = 30;
  private static final int NARROWINGS = 40;

  /** A place with its value and gradient. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Point(double[] x, double value, double[] gradient) {}

  /** A point on the line, so far from the start and so steep there. */
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
   * Goes from a point along a direction.
   *
   * @param first the step that is tried first
   * @return a point that is lower, or null if there is none within the precision of doubles
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
    return before.point; // falls without end, as far as can be seen; it is lower at least
  }

  /**
   * @param from the lower end, from which the other is downhill
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

  /** The minimum of the parabola through the lower end, its slope and the other end. */
  private static double between(Trial low, Trial high) {
    double width = high.step - low.step;
    double bend = high.value() - low.value() - low.slope * width;
    double share = bend > 0 ? -low.slope * width / (2 * bend) : 0.5;
    // Neither end again, and never less than a tenth of the interval gone.
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
