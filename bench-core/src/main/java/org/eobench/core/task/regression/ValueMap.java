package org.eobench.core.task.regression;

import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.PixelMapping;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.error.Problem;

/**
 * A measured value for each pixel: the target of regression.
 *
 * @param values in the unit of the data set, in C order {@code [H,W]}; NaN where nothing was
 *     measured
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ValueMap(float[] values, int height, int width) implements Target {
  public ValueMap {
    if (values.length != height * width) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "target of shape [%d,%d] needs %d values, got %d",
              height,
              width,
              height * width,
              values.length));
    }
  }

  @Override
  public boolean counts(int pixel, int ignoreIndex) {
    return !Float.isNaN(values[pixel]);
  }

  @Override
  public ValueMap mapped(PixelMapping mapping) {
    return new ValueMap(mapping.values(values, height, width), mapping.height(), mapping.width());
  }

  @Override
  public Target without(boolean[] empty, int ignoreIndex) {
    if (values.length != empty.length) {
      return this;
    }
    float[] left = values.clone();
    for (int i = 0; i < left.length; i++) {
      left[i] = empty[i] ? Float.NaN : left[i];
    }
    return new ValueMap(left, height, width);
  }

  @Override
  public List<Problem> problems(SampleRef ref, DatasetSpec dataset) {
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite(values[i])) {
        return List.of(
            Problem.of(
                    "NotFinite",
                    String.format(
                        Locale.ROOT,
                        "sample %s has the value %s at row %d, column %d",
                        ref.id(),
                        values[i],
                        i / width,
                        i % width))
                .at(ref.labelFile())
                .expecting("finite values, or NaN where nothing was measured")
                .next("mend the file, or declare its value for no data"));
      }
    }
    return List.of();
  }

  @Override
  public void report(TargetVisitor visitor) {
    for (float value : values) {
      visitor.value(value);
    }
  }

  @Override
  public BatchTargets batch(List<? extends Target> targets) {
    float[] all = new float[targets.size() * values.length];
    for (int i = 0; i < targets.size(); i++) {
      float[] one = ((ValueMap) targets.get(i)).values;
      System.arraycopy(one, 0, all, i * one.length, one.length);
    }
    return new ValueMapBatch(all, targets.size(), height, width);
  }
}
