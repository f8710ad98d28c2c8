package org.eobench.core.outcome;

import java.util.Arrays;
import java.util.List;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.TargetVisitor;

/** Counts the classes of the targets of a split while its batches are used for the first time. */
public final class ClassShares {
  private final int samples;
  private final long[] classes;
  private final TargetVisitor visitor;
  private long counted;
  private int seen;

  /**
   * @param samples samples of the split that are used; later ones are repetitions
   */
  public ClassShares(DatasetSpec dataset, int samples) {
    this.samples = samples;
    this.classes = new long[dataset.task().classes() ? dataset.numClasses() : 0];
    this.visitor = new Classes(dataset.ignoreIndex());
  }

  /** Counts the targets of a batch, unless the whole split was counted before. */
  public void add(BatchTargets targets) {
    if (classes.length > 0 && seen < samples) {
      targets.report(visitor);
    }
    seen += targets.samples();
  }

  /**
   * The share of each class among the valid targets, in label order; of several labels, the share
   * of the images that show each.
   *
   * @return empty if the split was not read to its end, or the task has no classes
   */
  public List<Double> shares() {
    return seen < samples || counted == 0
        ? List.of()
        : Arrays.stream(classes).mapToObj(count -> (double) count / counted).toList();
  }

  private final class Classes implements TargetVisitor {
    private final int ignoreIndex;

    Classes(int ignoreIndex) {
      this.ignoreIndex = ignoreIndex;
    }

    @Override
    public void label(int label) {
      if (label != ignoreIndex) {
        classes[label]++;
        counted++;
      }
    }

    @Override
    public void labels(boolean[] present) {
      for (int label = 0; label < present.length; label++) {
        classes[label] += present[label] ? 1 : 0;
      }
      counted++;
    }

    @Override
    public void value(float value) {
      // a quantity has no classes
    }

    @Override
    public void ignored() {
      // does not count
    }
  }
}
