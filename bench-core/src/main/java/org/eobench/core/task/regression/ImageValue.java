package org.eobench.core.task.regression;

import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EmptyPixels;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.error.Problem;

/**
 * A measured value of an image as a whole.
 *
 * @param value in the unit of the data set; NaN if nothing was measured
 */
public record ImageValue(float value) implements Target {
  @Override
  public Target without(boolean[] empty, int ignoreIndex) {
    return EmptyPixels.all(empty) ? new ImageValue(Float.NaN) : this;
  }

  @Override
  public List<Problem> problems(SampleRef ref, DatasetSpec dataset) {
    if (!Float.isInfinite(value)) {
      return List.of();
    }
    return List.of(
        Problem.of(
                "NotFinite",
                String.format(Locale.ROOT, "sample %s has the value %s", ref.id(), value))
            .at(ref.labelFile())
            .expecting("a finite value, or none where nothing was measured")
            .next("correct the value"));
  }

  @Override
  public void report(TargetVisitor visitor) {
    visitor.value(value);
  }

  @Override
  public BatchTargets batch(List<? extends Target> targets) {
    float[] values = new float[targets.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((ImageValue) targets.get(i)).value;
    }
    return new ImageValueBatch(values);
  }

  @Override
  public String size() {
    return "1";
  }
}
