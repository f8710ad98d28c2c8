package org.eobench.cli.search;

import java.util.List;

/**
 * A trial and how good it was.
 *
 * @param point one number for each dimension
 * @param rank place among the trials so far, from 0 for the best
 */
record Observation(List<Double> point, int rank) {
  Observation {
    point = List.copyOf(point);
  }
}
