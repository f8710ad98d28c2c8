package org.eobench.core.dataset.subset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups of similar samples.
 *
 * <ul>
 *   <li>An image with one class: its class.
 *   <li>An image with several labels: the label of it that the fewest images have.
 *   <li>A map of classes: the class of it with the fewest pixels in the split, and the order of
 *       magnitude of its share in the map: below 1 %, 10 %, 50 %, or above.
 *   <li>A measured value, or the mean of a map: its tenth of the split by rank.
 * </ul>
 *
 * Samples without a valid target are a stratum of their own.
 */
final class Strata {
  private static final String NONE = "none";
  private static final double[] SHARES = {0.01, 0.1, 0.5};
  private static final int TENTHS = 10;

  private Strata() {}

  /** The name of the stratum of each sample. */
  static List<String> ofClasses(List<TargetProfile> profiles) {
    double[] frequency = frequency(profiles);
    List<String> strata = new ArrayList<>();
    for (TargetProfile profile : profiles) {
      int rarest =
          IntStream.of(profile.classes())
              .boxed()
              .min(Comparator.comparingDouble(k -> frequency[k]))
              .orElse(-1);
      strata.add(rarest < 0 ? NONE : rarest + "/" + magnitude(profile.shares().get(rarest)));
    }
    return strata;
  }

  /** The sum of the shares of each class. */
  static double[] frequency(List<TargetProfile> profiles) {
    int classes = profiles.isEmpty() ? 0 : profiles.get(0).shares().size();
    return IntStream.range(0, classes)
        .mapToDouble(k -> profiles.stream().mapToDouble(profile -> profile.shares().get(k)).sum())
        .toArray();
  }

  private static long magnitude(double share) {
    return IntStream.range(0, SHARES.length).filter(i -> share >= SHARES[i]).count();
  }

  /** The name of the stratum of each sample. */
  static List<String> ofValues(List<TargetProfile> profiles) {
    List<Integer> measured =
        IntStream.range(0, profiles.size())
            .filter(i -> !Double.isNaN(profiles.get(i).value()))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> profiles.get(i).value()))
            .toList();
    String[] strata = new String[profiles.size()];
    Arrays.fill(strata, NONE);
    for (int rank = 0; rank < measured.size(); rank++) {
      strata[measured.get(rank)] = String.valueOf((long) rank * TENTHS / measured.size());
    }
    return List.of(strata);
  }
}
