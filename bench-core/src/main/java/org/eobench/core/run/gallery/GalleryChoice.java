package org.eobench.core.run.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.TestSamples;

/**
 * A sample that is shown.
 *
 * @param group {@code best}, {@code median} or {@code worst}
 * @param id id of the sample
 * @param score its score alone
 */
record GalleryChoice(String group, String id, double score) {
  private record Scored(String id, double score) {}

  /**
   * Chooses the samples with the best, the median and the worst scores. A sample whose score is
   * undefined is not chosen, and none is chosen twice.
   *
   * @param from ids of the samples to choose from
   * @param each how many of each group
   */
  static List<GalleryChoice> of(TestSamples samples, Set<String> from, Metric<?> metric, int each) {
    if (each == 0 || !samples.has(metric.key())) {
      return List.of();
    }
    List<Scored> scored =
        IntStream.range(0, samples.ids().size())
            .mapToObj(
                i -> new Scored(samples.ids().get(i), samples.score(metric.key(), new int[] {i})))
            .filter(sample -> from.contains(sample.id()) && !Double.isNaN(sample.score()))
            .sorted(
                Comparator.<Scored>comparingDouble(sample -> worseness(metric, sample.score()))
                    .thenComparing(Scored::id))
            .toList();
    int some = Math.min(each, (scored.size() + 2) / 3);
    List<GalleryChoice> chosen = new ArrayList<>();
    add("best", scored, 0, some, chosen);
    int middle = Math.max(some, (scored.size() - some) / 2);
    int worst = Math.max(some, scored.size() - some);
    add("median", scored, middle, Math.min(middle + some, worst), chosen);
    add("worst", scored, worst, scored.size(), chosen);
    return chosen;
  }

  private static double worseness(Metric<?> metric, double score) {
    return -metric.better().ascending(score);
  }

  private static void add(
      String group, List<Scored> scored, int from, int to, List<GalleryChoice> chosen) {
    for (Scored sample : scored.subList(Math.min(from, to), to)) {
      chosen.add(new GalleryChoice(group, sample.id(), sample.score()));
    }
  }
}
