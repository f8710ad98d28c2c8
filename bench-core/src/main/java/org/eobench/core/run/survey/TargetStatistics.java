package org.eobench.core.run.survey;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;

/** Statistics of the targets of a split: class frequencies, or the distribution of values. */
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

  /** Adds a target that matches its data set. */
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

  /** Number of samples without a valid target. */
  int unlabelled() {
    return unlabelled;
  }

  /** Whether a valid target has this class. */
  boolean has(int label) {
    return classes[label] > 0;
  }

  /** The share of each class among valid targets, in label order. */
  List<Double> shares() {
    return Arrays.stream(classes).mapToObj(count -> (double) count / Math.max(1, counted)).toList();
  }

  /** The mean of a regression's values. */
  double mean() {
    return values.mean();
  }

  /** The standard deviation of a regression's values, divided by n. */
  double deviation() {
    return values.deviation();
  }

  /** The statistics for the user. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%s; ignored %.2f %% of all %s%s",
        spec.task().classes() ? percentages() : spread(),
        PERCENT * ignored / Math.max(1, counted + ignored),
        spec.task().dense() ? "pixels" : "images",
        unlabelled == 0 ? "" : "; samples without a valid target: " + unlabelled);
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
