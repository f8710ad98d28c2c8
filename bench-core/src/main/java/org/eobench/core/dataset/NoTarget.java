package org.eobench.core.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.eobench.core.error.Problem;

/** The target of an image without labels, from which nothing is predicted. */
public record NoTarget() implements Target {
  /** The only one. */
  public static final NoTarget NONE = new NoTarget();

  /** What a configuration calls images without labels. No task is for them; pretraining is. */
  public static final TaskKind KIND = new TaskKind("unlabelled", NoTarget.class, false, false);

  @Override
  public Target without(boolean[] empty, int ignoreIndex) {
    return this;
  }

  @Override
  public List<Problem> problems(SampleRef ref, DatasetSpec dataset) {
    return List.of();
  }

  @Override
  public void report(TargetVisitor visitor) {
    // It says nothing.
  }

  @Override
  public BatchTargets batch(List<? extends Target> targets) {
    return new OfBatch(targets.size());
  }

  private record OfBatch(int samples) implements BatchTargets {
    @Override
    public NDArray on(NDManager owner) {
      throw new IllegalStateException("images without labels have no targets");
    }

    @Override
    public boolean anyCounts(int ignoreIndex) {
      return false;
    }
  }
}
