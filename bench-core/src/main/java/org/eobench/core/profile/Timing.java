package org.eobench.core.profile;

import java.util.List;

/**
 * How long one image took, in milliseconds.
 *
 * @param runs number of passes that were timed
 * @param median of these
 * @param least of these
 * @param most of these
 */
public record Timing(int runs, double median, double least, double most) {

  /**
   * Sums up passes.
   *
   * @param millis time of each, in any order
   * @param images that each took
   */
  static Timing of(List<Double> millis, int images) {
    if (millis.isEmpty()) {
      throw new IllegalArgumentException("no pass was timed");
    }
    List<Double> sorted = millis.stream().map(time -> time / images).sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Timing(sorted.size(), median, sorted.get(0), sorted.get(sorted.size() - 1));
  }
}
