package org.eobench.core.run.survey;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;

/** Counts what the targets of a split say: how often each class occurs, or how values spread. */
final class TargetStatistics implements TargetVisitor {
  private static final double PERCENT = 100;

  private final DatasetSpec spec;
  private final long[] classes;
  private final ValueSummary values = new ValueSummary();
  private int unlabelled;
  private long counted;
  private long ignored;

  TargetStatistics(DatasetSpec spec) {
    this.spec = spec;
    this.classes = new long[spec.numClasses()];
  }

  /** Counts a target that is as its data set says. */
  void add(Target target) {
    long before = counted;
    target.report(this);
    if (counted == before) {
      unlabelled++;
    }
  }

  @Override
  public void label(int label) {
    if (label == spec.ignoreIndex()) {
      ignored++;
    } else {
      classes[label]++;
      counted++;
    }
  }

  @Override
  public void labels(boolean[] present) {
    IntStream.range(0, classes.length).forEach(k -> classes[k] += present[k] ? 1 : 0);
    counted++;
  }

  @Override
  public void ignored() {
    ignored++;
  }

  @Override
  public void value(float value) {
    if (Float.isNaN(value)) {
      ignored++;
    } else {
      values.add(value);
      counted++;
    }
  }

  /** Samples in which nothing counts. */
  int unlabelled() {
    return unlabelled;
  }

  /** Whether anything that counts is of a class. */
  boolean has(int label) {
    return classes[label] > 0;
  }

  /** The share of each class among everything that counted, in label order. */
  List<Double> shares() {
    return Arrays.stream(classes).mapToObj(count -> (double) count / Math.max(1, counted)).toList();
  }

  /** What was counted, for a user. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%s; ignored %.2f %% of all %s%s",
        spec.task().classes() ? percentages() : spread(),
        PERCENT * ignored / Math.max(1, counted + ignored),
        spec.task().dense() ? "pixels" : "images",
        unlabelled == 0 ? "" : "; samples in which nothing counts: " + unlabelled);
  }

  private String spread() {
    return String.format(
        Locale.ROOT,
        "values of %s (unit %s): %s",
        spec.classes().get(0),
        spec.quantity().unit().isEmpty() ? "none" : spec.quantity().unit(),
        values.text());
  }

  private String percentages() {
    return IntStream.range(0, classes.length)
        .mapToObj(
            k ->
                String.format(
                    Locale.ROOT,
                    "%s %.2f %%",
                    spec.classes().get(k),
                    PERCENT * classes[k] / Math.max(1, counted)))
        .collect(Collectors.joining(", ", "labels: ", ""));
  }
}
