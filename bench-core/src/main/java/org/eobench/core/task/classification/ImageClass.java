package org.eobench.core.task.classification;

import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EmptyPixels;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.error.Problem;

/**
 * The one class of an image.
 *
 * @param label class index, or the ignore index
 */
public record ImageClass(int label) implements Target {
  @Override
  public Target without(boolean[] empty, int ignoreIndex) {
    return EmptyPixels.all(empty) ? new ImageClass(ignoreIndex) : this;
  }

  @Override
  public Target relabelled(IntUnaryOperator change) {
    return new ImageClass(change.applyAsInt(label));
  }

  @Override
  public List<Problem> problems(SampleRef ref, DatasetSpec dataset) {
    int classes = dataset.numClasses();
    String known = String.join(", ", dataset.classes());
    if ((label < 0 || label >= classes) && label != dataset.ignoreIndex()) {
      return List.of(
          Problem.of(
                  "UnknownLabel",
                  String.format(
                      Locale.ROOT, "sample %s has label %d, which is no class", ref.id(), label))
              .at(ref.place())
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "0 to %d (%s), or %d for images that do not count",
                      classes - 1,
                      known,
                      dataset.ignoreIndex()))
              .next("mend the label, or set dataset.classes"));
    }
    return List.of();
  }

  @Override
  public void report(TargetVisitor visitor) {
    visitor.label(label);
  }

  @Override
  public BatchTargets batch(List<? extends Target> targets) {
    return new ImageClassBatch(
        targets.stream().mapToInt(one -> ((ImageClass) one).label).toArray());
  }
}
