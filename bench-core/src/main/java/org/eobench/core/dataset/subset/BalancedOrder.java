package org.eobench.core.dataset.subset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An order of samples in rounds. Round r visits the classes, those in the fewest samples first, and
 * takes a sample of each class that fewer than r samples so far contain. A map or an image with
 * several labels counts for every class that occurs in it. Classes whose samples are used up are
 * passed over; samples without a class come last.
 *
 * @param order positions of the samples
 * @param ends number of samples after each round
 */
record BalancedOrder(List<Integer> order, List<Integer> ends) {

  /**
   * Sorts samples.
   *
   * @param names a name for each sample
   * @param classes the classes of each sample
   * @param numClasses number of classes
   */
  static BalancedOrder of(
      List<String> names, List<int[]> classes, int numClasses, SeededHash random) {
    List<Integer> shuffled = random.order(names);
    List<Deque<Integer>> queues = new ArrayList<>();
    IntStream.range(0, numClasses).forEach(k -> queues.add(new ArrayDeque<>()));
    for (int i : shuffled) {
      for (int k : classes.get(i)) {
        queues.get(k).add(i);
      }
    }
    List<Integer> rarestFirst =
        IntStream.range(0, numClasses)
            .boxed()
            .sorted(Comparator.comparingInt(k -> queues.get(k).size()))
            .toList();
    Set<Integer> taken = new LinkedHashSet<>();
    int[] have = new int[numClasses];
    List<Integer> ends = new ArrayList<>();
    while (queues.stream().anyMatch(queue -> !queue.isEmpty())) {
      for (int k : rarestFirst) {
        while (have[k] <= ends.size() && !queues.get(k).isEmpty()) {
          int next = queues.get(k).remove();
          if (taken.add(next)) {
            IntStream.of(classes.get(next)).forEach(c -> have[c]++);
          }
        }
      }
      ends.add(taken.size());
    }
    taken.addAll(shuffled);
    return new BalancedOrder(List.copyOf(taken), ends);
  }

  /** The number of samples with which each class has {@code shots}, as far as it has as many. */
  int after(int shots) {
    return ends.isEmpty() ? 0 : ends.get(Math.min(shots, ends.size()) - 1);
  }
}
