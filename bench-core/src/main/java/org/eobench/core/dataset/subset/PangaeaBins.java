package org.eobench.core.dataset.subset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pangaea's groups of samples (arXiv:2412.04204, {@code limited_label_strategy}): of a map of
 * classes, the bin of the share of each class; of measured values, the bin of the mean between the
 * smallest and the largest mean. A sample with the largest mean belongs to no bin, as there.
 *
 * @param names the name of the bin of each sample, which sorts as there; null for none
 */
record PangaeaBins(List<@Nullable String> names) {

  /**
   * The bins of maps of classes: the share {@code r} of a class is in bin {@code ceil(r·n) - 1}.
   */
  static PangaeaBins ofClasses(List<TargetProfile> profiles, int bins) {
    double edge = 1.0 / bins;
    return new PangaeaBins(
        profiles.stream()
            .map(
                profile ->
                    profile.shares().stream()
                        .map(share -> String.valueOf((int) Math.ceil(share / edge) - 1))
                        .collect(Collectors.joining()))
            .toList());
  }

  /** The bins of means of measured values, {@code least + k·(most - least)/n} and above. */
  static PangaeaBins ofValues(List<TargetProfile> profiles, int bins) {
    double least = profiles.stream().mapToDouble(TargetProfile::value).min().orElse(0);
    double most = profiles.stream().mapToDouble(TargetProfile::value).max().orElse(0);
    List<@Nullable String> names = new ArrayList<>();
    for (TargetProfile profile : profiles) {
      int bin = -1;
      for (int k = 0; k <= bins; k++) {
        bin += profile.value() >= least + k * (most - least) / bins ? 1 : 0;
      }
      names.add(bin < 0 || bin >= bins ? null : String.valueOf(bin));
    }
    return new PangaeaBins(Collections.unmodifiableList(names));
  }

  /** Of each bin, a share of its samples, at least one: often more than the share of all. */
  List<Integer> stratified(List<String> samples, double fraction, SeededHash random) {
    Map<String, List<Integer>> byBin = new LinkedHashMap<>();
    for (int i : random.order(samples)) {
      String name = names.get(i);
      if (name != null) {
        byBin.computeIfAbsent(name, bin -> new ArrayList<>()).add(i);
      }
    }
    List<Integer> drawn = new ArrayList<>();
    byBin
        .values()
        .forEach(bin -> drawn.addAll(bin.subList(0, (int) Math.max(1, bin.size() * fraction))));
    return drawn;
  }

  /** The first samples in the order of their bins' names. */
  List<Integer> oversampled(double fraction) {
    List<Integer> order =
        IntStream.range(0, names.size())
            .boxed()
            .filter(i -> names.get(i) != null)
            .sorted(Comparator.comparing(i -> String.valueOf(names.get(i))))
            .toList();
    return order.subList(0, Math.min(order.size(), Math.max(1, (int) (names.size() * fraction))));
  }
}
