package org.eobench.analysis.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Lengths of the shortest paths along a graph of neighbours, as in Isomap (Tenenbaum et al. 2000,
 * Science 290): distances along the data instead of through empty space.
 */
public final class Geodesics {
  private final List<List<Edge>> edges = new ArrayList<>();

  private record Edge(int to, double length) {}

  /** Paths along the edges of a graph, in both directions. */
  public Geodesics(NeighbourGraph graph) {
    for (int point = 0; point < graph.points(); point++) {
      edges.add(new ArrayList<>());
    }
    for (int point = 0; point < graph.points(); point++) {
      for (int i = 0; i < graph.k(); i++) {
        int neighbour = graph.neighbours()[point][i];
        double length = graph.distances()[point][i];
        edges.get(point).add(new Edge(neighbour, length));
        edges.get(neighbour).add(new Edge(point, length));
      }
    }
  }

  /**
   * The lengths of the shortest paths from one point to all (Dijkstra 1959).
   *
   * @return {@code [n]}, infinite where no path leads
   */
  public double[] from(int start) {
    double[] lengths = new double[edges.size()];
    Arrays.fill(lengths, Double.POSITIVE_INFINITY);
    lengths[start] = 0;
    PriorityQueue<Edge> reached = new PriorityQueue<>(Comparator.comparingDouble(Edge::length));
    reached.add(new Edge(start, 0));
    while (!reached.isEmpty()) {
      Edge nearest = reached.poll();
      if (nearest.length() > lengths[nearest.to()]) {
        continue;
      }
      for (Edge edge : edges.get(nearest.to())) {
        double length = nearest.length() + edge.length();
        if (length < lengths[edge.to()]) {
          lengths[edge.to()] = length;
          reached.add(new Edge(edge.to(), length));
        }
      }
    }
    return lengths;
  }
}
