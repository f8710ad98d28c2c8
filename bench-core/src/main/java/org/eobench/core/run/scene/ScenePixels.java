package org.eobench.core.run.scene;

import java.util.List;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.error.Problem;

/**
 * In place of a target, the pixels of a part of a scene that have no data by the rule of the data
 * set.
 *
 * @param empty {@code [H,W]}; of length 0 if every pixel has data
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScenePixels(int height, int width, boolean[] empty) implements Target {
  /** Pixels that all have data, as far as known. */
  static ScenePixels of(int height, int width) {
    return new ScenePixels(height, width, new boolean[0]);
  }

  /** Those of a sample that was read from a scene. */
  static ScenePixels of(Sample sample) {
    return (ScenePixels) sample.target();
  }

  /** Whether a pixel has no data. */
  boolean isEmpty(int pixel) {
    return empty.length > 0 && empty[pixel];
  }

  @Override
  public Target without(boolean[] missing, int ignoreIndex) {
    return new ScenePixels(height, width, missing);
  }

  @Override
  public List<Problem> problems(SampleRef ref, DatasetSpec dataset) {
    return List.of();
  }

  @Override
  public void report(TargetVisitor visitor) {
    // It says nothing of classes and values.
  }

  @Override
  public BatchTargets batch(List<? extends Target> targets) {
    return new WindowTargets(targets.size(), height, width);
  }
}
