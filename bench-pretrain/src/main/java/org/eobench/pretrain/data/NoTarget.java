package org.eobench.pretrain.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.error.Problem;

/** The target of an image that nothing is predicted from. */
record NoTarget() implements Target {
  /** The only one. */
  static final NoTarget NONE = new NoTarget();

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
