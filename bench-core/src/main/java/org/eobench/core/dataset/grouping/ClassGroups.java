package org.eobench.core.dataset.grouping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;

/** The new label of each label of a data set. */
final class ClassGroups {
  private static final String KEY = "dataset.grouping.class_of_interest";

  /** Label of pixels that do not count where that of the data set would be a class. */
  private static final int IGNORED = -1;

  private final List<String> names = new ArrayList<>();
  private final int[] labels;
  private final int ignoredBefore;
  private final int ignored;
  private final boolean ignoredAsBackground;

  /**
   * @throws BenchException {@code UnknownClass} or {@code ClassTwice}, for all wrong names at once
   */
  ClassGroups(GroupingConfig config, DatasetSpec spec) {
    this.labels = new int[spec.numClasses()];
    this.ignoredBefore = spec.ignoreIndex();
    this.ignoredAsBackground = config.ignoredAsBackground();
    List<List<String>> groups = config.groups();
    if (groups.isEmpty()) {
      names.addAll(spec.classes());
      for (int label = 0; label < labels.length; label++) {
        labels[label] = label;
      }
    } else {
      names.add(config.background());
      group(groups, spec.classes());
    }
    boolean isClass = ignoredBefore >= 0 && ignoredBefore < names.size();
    this.ignored = isClass && !groups.isEmpty() ? IGNORED : ignoredBefore;
  }

  private void group(List<List<String>> groups, List<String> classes) {
    Problems problems = new Problems();
    Set<String> taken = new HashSet<>();
    for (List<String> group : groups) {
      for (String name : group) {
        int label = classes.indexOf(name);
        if (label < 0) {
          problems.add(
              Problem.of("UnknownClass", "the data set has no class " + name)
                  .at(KEY)
                  .expecting(Suggest.sentence(name, classes)));
        } else if (!taken.add(name)) {
          problems.add(
              Problem.of("ClassTwice", "the class " + name + " is listed twice")
                  .at(KEY)
                  .expecting("each class in at most one group"));
        } else {
          labels[label] = names.size();
        }
      }
      names.add(String.join("+", group));
    }
    problems.throwIfAny(ExitCode.CONFIG);
  }

  /** The new classes, in label order. */
  List<String> names() {
    return names;
  }

  /** The new label of pixels that do not count. */
  int ignored() {
    return ignored;
  }

  /** The new label; a label that is no class stays, so that checks of labels find it. */
  int label(int before) {
    if (before == ignoredBefore) {
      return ignoredAsBackground ? 0 : ignored;
    }
    return before >= 0 && before < labels.length ? labels[before] : before;
  }

  /** The shares of the new classes. */
  List<Double> shares(List<Double> before) {
    if (before.isEmpty() || ignoredAsBackground) {
      return List.of();
    }
    double[] sums = new double[names.size()];
    for (int label = 0; label < labels.length; label++) {
      sums[labels[label]] += before.get(label);
    }
    List<Double> shares = new ArrayList<>();
    for (double sum : sums) {
      shares.add(sum);
    }
    return shares;
  }

  /** What changes, as a sentence. */
  String remark(List<String> classes) {
    List<String> parts = new ArrayList<>();
    if (!names.equals(classes)) {
      List<String> rest = new ArrayList<>();
      for (int label = 0; label < labels.length; label++) {
        if (labels[label] == 0) {
          rest.add(classes.get(label));
        }
      }
      parts.add(
          String.format(
              Locale.ROOT,
              "the classes are %s; %s holds %s",
              String.join(", ", names),
              names.get(0),
              rest.isEmpty() ? "no class" : String.join(", ", rest)));
    }
    if (ignoredAsBackground) {
      parts.add(
          String.format(
              Locale.ROOT,
              "labels that do not count (%d) are trained on and scored as %s",
              ignoredBefore,
              names.get(0)));
    }
    return String.join("; ", parts);
  }
}
