package example;

import java.util.List;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EmptyPixels;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.error.Problem;

/**
 * The value of an image.
 *
 * @param value NaN where nothing was measured
 */
record ImageValue(float value) implements Target {
  @Override
  public Target without(boolean[] empty, int ignoreIndex) {
    return EmptyPixels.all(empty) ? new ImageValue(Float.NaN) : this;
  }

  @Override
  public List<Problem> problems(SampleRef ref, DatasetSpec dataset) {
    return Float.isInfinite(value)
        ? List.of(Problem.of("NotFinite", "sample " + ref.id() + " has the value " + value))
        : List.of();
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
}
