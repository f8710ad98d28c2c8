package org.eobench.decoders.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS: minimizes a smooth function using only values and gradients (Liu and Nocedal
 * 1989, "On the limited memory BFGS method for large scale optimization"; Nocedal and Wright,
 * "Numerical Optimization", 2nd edition, algorithms 7.4 and 7.5).
 */
final class Lbfgs {
  private static final int MEMORY = 30;

  /** A smooth function. */
  @FunctionalInterface
  interface Objective {
    /**
     * The value at {@code x}.
     *
     * @param gradient output: the gradient at {@code x}
     */
    double at(double[] x, double[] gradient);
  }

  /** Why the minimization ended. */
  enum End {
    /** The gradient is small enough. */
    FLAT,
    /** No step along the search direction decreases the value: the precision is exhausted. */
    STUCK,
    /** The maximum number of iterations is reached. */
    ITERATIONS
  }

  /**
   * The result.
   *
   * @param iterations steps taken
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Minimum(double[] x, double value, int iterations, End end) {}

  /** A step and the change of the gradient over it, with the inverse of their dot product. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pair(double[] step, double[] change, double inverse) {}

  private final int maxIterations;
  private final double flat;

  /**
   * @param flat norm of a gradient that is small enough
   */
  Lbfgs(int maxIterations, double flat) {
    this.maxIterations = maxIterations;
    this.flat = flat;
  }

  /** Minimizes from {@code start}, which is not modified. */
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
        // The stored steps are misleading; restart from the gradient.
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
    // Only then is the approximation positive definite. Strong Wolfe steps guarantee it except for
    // rounding.
    if (product > 1e-14 * Vectors.length(step) * Vectors.length(change)) {
      if (pairs.size() == MEMORY) {
        pairs.removeFirst();
      }
      pairs.addLast(new Pair(step, change, 1 / product));
    }
  }

  /** The descent direction: the gradient times the approximate inverse Hessian. */
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
