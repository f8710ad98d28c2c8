package org.eobench.analysis.geometry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The exact k nearest neighbours of each point, found by comparing all pairs.
 *
 * @param neighbours {@code [n][k]}, nearest first, without the point itself; of equally distant
 *     points, the one with the smaller number comes first
 * @param distances {@code [n][k]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NeighbourGraph(int[][] neighbours, double[][] distances) {
  /** One candidate neighbour. */
  private record Candidate(int point, double distance) {
    static final Comparator<Candidate> NEAREST_FIRST =
        Comparator.comparingDouble(Candidate::distance).thenComparingInt(Candidate::point);
  }

  /**
   * The graph of some points.
   *
   * @param points {@code [n][D]}
   * @param k neighbours of each point, from 1 to n - 1
   */
  public static NeighbourGraph of(double[][] points, int k, Distance distance) {
    if (k < 1 || k >= points.length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d neighbours of %d points", k, points.length));
    }
    int[][] neighbours = new int[points.length][];
    double[][] distances = new double[points.length][];
    IntStream.range(0, points.length)
        .parallel()
        .forEach(
            point -> {
              Candidate[] nearest = nearest(points, point, k, distance);
              neighbours[point] = Arrays.stream(nearest).mapToInt(Candidate::point).toArray();
              distances[point] = Arrays.stream(nearest).mapToDouble(Candidate::distance).toArray();
            });
    return new NeighbourGraph(neighbours, distances);
  }

  private static Candidate[] nearest(double[][] points, int point, int k, Distance distance) {
    PriorityQueue<Candidate> kept = new PriorityQueue<>(k + 1, Candidate.NEAREST_FIRST.reversed());
    for (int other = 0; other < points.length; other++) {
      if (other != point) {
        kept.add(new Candidate(other, distance.between(points[point], points[other])));
        if (kept.size() > k) {
          kept.poll();
        }
      }
    }
    Candidate[] nearest = kept.toArray(Candidate[]::new);
    Arrays.sort(nearest, Candidate.NEAREST_FIRST);
    return nearest;
  }

  public int points() {
    return neighbours.length;
  }

  public int k() {
    return neighbours[0].length;
  }

  /** The graph of the nearest of the neighbours only. */
  public NeighbourGraph nearest(int fewer) {
    return new NeighbourGraph(
        Arrays.stream(neighbours).map(row -> Arrays.copyOf(row, fewer)).toArray(int[][]::new),
        Arrays.stream(distances).map(row -> Arrays.copyOf(row, fewer)).toArray(double[][]::new));
  }

  /** Whether {@code other} is among the k nearest of {@code point}. */
  public boolean has(int point, int other) {
    return Arrays.stream(neighbours[point]).anyMatch(neighbour -> neighbour == other);
  }

  /** The pairs of which at least one point is a neighbour of the other, {@code [n][n]}. */
  public boolean[][] symmetric() {
    boolean[][] adjacent = new boolean[points()][points()];
    for (int point = 0; point < points(); point++) {
      for (int neighbour : neighbours[point]) {
        adjacent[point][neighbour] = true;
        adjacent[neighbour][point] = true;
      }
    }
    return adjacent;
  }

  /** The pairs of which each point is a neighbour of the other, {@code [n][n]}. */
  public boolean[][] mutual() {
    boolean[][] adjacent = new boolean[points()][points()];
    for (int point = 0; point < points(); point++) {
      for (int neighbour : neighbours[point]) {
        adjacent[point][neighbour] = has(neighbour, point);
      }
    }
    return adjacent;
  }

  /**
   * The mean share of the neighbours of a point that are its neighbours in another graph, too
   * ("mutual nearest-neighbour alignment" of Huh et al. 2024, arXiv:2405.07987). Two unrelated
   * graphs share {@code k / (n - 1)}.
   *
   * @param other a graph of the same points with the same k
   */
  public double overlap(NeighbourGraph other) {
    if (other.points() != points() || other.k() != k()) {
      throw new IllegalArgumentException("the graphs have other points or another k");
    }
    long shared = 0;
    for (int point = 0; point < points(); point++) {
      for (int neighbour : neighbours[point]) {
        shared += other.has(point, neighbour) ? 1 : 0;
      }
    }
    return (double) shared / ((long) points() * k());
  }
}
