package org.eobench.core.run.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Split;

/** Checks whether the tested classes also occur in the training and validation splits. */
final class ClassCoverage {
  private ClassCoverage() {}

  /** A warning for each split that lacks classes of the test split. */
  static List<String> warnings(DatasetSpec spec, Map<Split, TargetStatistics> counts) {
    List<String> warnings = new ArrayList<>();
    if (!spec.task().classes()) {
      return warnings;
    }
    absent(spec, counts, Split.TRAIN, "no model can learn", warnings);
    absent(spec, counts, Split.VAL, "the best checkpoint is chosen without", warnings);
    return warnings;
  }

  private static void absent(
      DatasetSpec spec,
      Map<Split, TargetStatistics> counts,
      Split split,
      String consequence,
      List<String> warnings) {
    TargetStatistics test = Objects.requireNonNull(counts.get(Split.TEST));
    TargetStatistics other = Objects.requireNonNull(counts.get(split));
    List<String> names =
        IntStream.range(0, spec.numClasses())
            .filter(k -> test.has(k) && !other.has(k))
            .mapToObj(k -> spec.classes().get(k))
            .toList();
    if (!names.isEmpty()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%s of test %s not occur in %s: %s %s",
              names.size() == 1 ? "the class " + names.get(0) : "the classes " + names,
              names.size() == 1 ? "does" : "do",
              split.key(),
              consequence,
              names.size() == 1 ? "it" : "them"));
    }
  }
}
