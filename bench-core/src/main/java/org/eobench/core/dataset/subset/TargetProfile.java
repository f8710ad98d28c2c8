package org.eobench.core.dataset.subset;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;

/**
 * What a draw needs to know of a sample's target.
 *
 * @param shares share of each class among the labelled pixels; 1 or 0 for classes of whole images;
 *     all 0 if nothing is labelled
 * @param value mean of the measured values; NaN if there are none, or the targets are classes
 */
record TargetProfile(List<Double> shares, double value) {

  /**
   * Reads the target of a sample, from an index if it is there.
   *
   * @throws org.eobench.core.error.BenchException if it cannot be read or is invalid
   */
  static TargetProfile read(EoDataset dataset, SampleRef ref) {
    Target indexed = dataset.indexedTarget(ref);
    Target target = indexed == null ? dataset.read(ref, Map.of()).target() : indexed;
    return valid(target, ref, dataset.spec());
  }

  /**
   * The profile of a target.
   *
   * @throws org.eobench.core.error.BenchException if it is invalid
   */
  static TargetProfile valid(Target target, SampleRef ref, DatasetSpec spec) {
    Problems problems = new Problems();
    target.problems(ref, spec).forEach(problems::add);
    problems.throwIfAny(ExitCode.DATA);
    return of(target, spec);
  }

  static TargetProfile of(Target target, DatasetSpec spec) {
    Counts counts = new Counts(spec);
    target.report(counts);
    double labelled = Math.max(1, counts.labelled);
    return new TargetProfile(
        IntStream.of(counts.classes).mapToObj(count -> count / labelled).toList(),
        counts.values == 0 ? Double.NaN : counts.sum / counts.values);
  }

  /** The classes that occur, ascending. */
  int[] classes() {
    return IntStream.range(0, shares.size()).filter(k -> shares.get(k) > 0).toArray();
  }

  private static final class Counts implements TargetVisitor {
    private final int ignoreIndex;
    private final int[] classes;
    private int labelled;
    private int values;
    private double sum;

    Counts(DatasetSpec spec) {
      ignoreIndex = spec.ignoreIndex();
      classes = new int[spec.task().classes() ? spec.numClasses() : 0];
    }

    @Override
    public void label(int label) {
      if (label != ignoreIndex) {
        classes[label]++;
        labelled++;
      }
    }

    @Override
    public void labels(boolean[] present) {
      IntStream.range(0, classes.length).forEach(k -> classes[k] += present[k] ? 1 : 0);
      labelled = 1;
    }

    @Override
    public void value(float value) {
      if (!Float.isNaN(value)) {
        sum += value;
        values++;
      }
    }

    @Override
    public void ignored() {
      // An image without a target says nothing of its classes.
    }
  }
}
