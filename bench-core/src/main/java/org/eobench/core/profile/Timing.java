package org.eobench.core.profile;

import java.util.List;

/**
 * The time per image in milliseconds.
 *
 * @param runs number of timed passes
 * @param median median of these passes
 * @param least minimum of these passes
 * @param most maximum of these passes
 */
public record Timing(int runs, double median, double least, double most) {

  /**
   * Summarizes passes.
   *
   * @param millis time of each, in any order
   * @param images images per pass
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
