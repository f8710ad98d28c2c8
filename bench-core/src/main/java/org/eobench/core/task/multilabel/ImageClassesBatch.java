package org.eobench.core.task.multilabel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.TargetVisitor;

/**
 * The classes that each image of a batch shows, in C order {@code [B,K]}; float32 {@code [B,K]} on
 * a device.
 *
 * @param present ones and zeros; NaN for an image whose classes do not count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageClassesBatch(float[] present, int samples) implements BatchTargets {
  /** K, the number of classes. */
  public int classes() {
    return present.length / samples;
  }

  @Override
  public NDArray on(NDManager owner) {
    return owner.create(present, new Shape(samples, classes()));
  }

  @Override
  public void report(TargetVisitor visitor) {
    int classes = classes();
    for (int sample = 0; sample < samples; sample++) {
      if (isScored(sample)) {
        boolean[] there = new boolean[classes];
        for (int label = 0; label < classes; label++) {
          there[label] = present[sample * classes + label] > 0;
        }
        visitor.labels(there);
      } else {
        visitor.ignored();
      }
    }
  }

  @Override
  public boolean anyCounts(int ignoreIndex) {
    return IntStream.range(0, samples).anyMatch(this::isScored);
  }

  /** Whether the classes of an image count. */
  @Override
  public boolean isScored(int sample) {
    return !Float.isNaN(present[sample * classes()]);
  }
}
