package org.eobench.decoders.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS: the minimum of a smooth function from values and gradients alone (Liu and
 * Nocedal 1989, "On the limited memory BFGS method for large scale optimization"; Nocedal and
 * Wright, "Numerical Optimization", 2nd edition, algorithms 7.4 and 7.5).
 */
final class Lbfgs {
  private static final int MEMORY = 30;

  /** A smooth function. */
  @FunctionalInterface
  interface Objective {
    /**
     * The value at {@code x}.
     *
     * @param gradient is overwritten with the gradient there
     */
    double at(double[] x, double[] gradient);
  }

  /** Why the search ended. */
  enum End {
    /** The gradient is as small as was asked. */
    FLAT,
    /** No step along the search direction makes the value smaller: the precision is exhausted. */
    STUCK,
    /** As many iterations as allowed. */
    ITERATIONS
  }

  /**
   * What was found.
   *
   * @param iterations steps taken
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Minimum(double[] x, double value, int iterations, End end) {}

  /** A step and by how much it changed the gradient, with the inverse of their product. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pair(double[] step, double[] change, double inverse) {}

  private final int maxIterations;
  private final double flat;

  /**
   * @param flat length of a gradient that is small enough
   */
  Lbfgs(int maxIterations, double flat) {
    this.maxIterations = maxIterations;
    this.flat = flat;
  }

  /** Descends from {@code start}, which stays as it is. */
  Minimum minimize(Objective objective, double[] start) {
    Deque<Pair> pairs = new ArrayDeque<>();
    double[] first = new double[start.length];
    double value = objective.at(start, first);
    WolfeSearch.Point here = new WolfeSearch.Point(start.clone(), value, first);
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      if (Vectors.length(here.gradient()) <= flat) {
        return new Minimum(here.x(), here.value(), iteration, End.FLAT);
      }
      double[] direction = direction(here.gradient(), pairs);
      double step = pairs.isEmpty() ? 1 / Vectors.length(here.gradient()) : 1;
      WolfeSearch.Point next = WolfeSearch.along(objective, here, direction, step);
      if (next == null && !pairs.isEmpty()) {
        // What is remembered misleads; the gradient alone does not.
        pairs.clear();
        continue;
      }
      if (next == null) {
        return new Minimum(here.x(), here.value(), iteration, End.STUCK);
      }
      remember(pairs, here, next);
      here = next;
    }
    boolean found = Vectors.length(here.gradient()) <= flat;
    return new Minimum(here.x(), here.value(), maxIterations, found ? End.FLAT : End.ITERATIONS);
  }

  private static void remember(Deque<Pair> pairs, WolfeSearch.Point from, WolfeSearch.Point to) {
    double[] step = Vectors.difference(to.x(), from.x());
    double[] change = Vectors.difference(to.gradient(), from.gradient());
    double product = Vectors.dot(step, change);
    // Only then is the approximation positive definite; strong Wolfe steps have it, but for
    // rounding.
    if (product > 1e-14 * Vectors.length(step) * Vectors.length(change)) {
      if (pairs.size() == MEMORY) {
        pairs.removeFirst();
      }
      pairs.addLast(new Pair(step, change, 1 / product));
    }
  }

  /** Downhill, the gradient times the approximated inverse of the second derivatives. */
  private static double[] direction(double[] gradient, Deque<Pair> pairs) {
    double[] q = gradient.clone();
    double[] weights = new double[pairs.size()];
    int i = weights.length;
    for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
      Pair pair = newestFirst.next();
      weights[--i] = pair.inverse * Vectors.dot(pair.step, q);
      Vectors.add(q, -weights[i], pair.change);
    }
    if (!pairs.isEmpty()) {
      Pair newest = pairs.getLast();
      Vectors.scale(q, 1 / (newest.inverse * Vectors.dot(newest.change, newest.change)));
    }
    for (Pair pair : pairs) {
      double back = pair.inverse * Vectors.dot(pair.change, q);
      Vectors.add(q, weights[i++] - back, pair.step);
    }
    Vectors.scale(q, -1);
    return q;
  }
}
