package org.eobench.core.run.calibrate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.loader.Batch;
import org.eobench.core.task.classification.ImageClassBatch;
import org.eobench.core.task.segmentation.LabelMapBatch;

/**
 * The samples of a batch with a number for each class, on the host.
 *
 * @param ids ids of the samples
 * @param labels true classes, sample by sample
 * @param numbers logits or probabilities {@code [B,K,points]}
 * @param classes K
 * @param points pixels of a sample, or 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogitBatch(List<String> ids, int[] labels, float[] numbers, int classes, int points) {
  /**
   * @param numbers {@code [B,K]} or {@code [B,K,H,W]}
   */
  static LogitBatch of(Batch batch, NDArray numbers) {
    int classes = (int) numbers.getShape().get(1);
    int points = (int) (numbers.getShape().size() / numbers.getShape().get(0) / classes);
    return new LogitBatch(
        ids(batch), labels(batch.targets()), numbers.toFloatArray(), classes, points);
  }

  static List<String> ids(Batch batch) {
    return batch.refs().stream().map(SampleRef::id).toList();
  }

  static int[] labels(BatchTargets targets) {
    return targets instanceof ImageClassBatch images
        ? images.labels()
        : LabelMapBatch.of(targets).labels();
  }

  /** A single channel as the two classes that its sigmoid tells apart. */
  static NDArray twoClasses(NDArray logits) {
    return logits.getShape().get(1) > 1
        ? logits
        : NDArrays.concat(new NDList(logits.zerosLike(), logits), 1);
  }

  int label(int sample, int point) {
    return labels[sample * points + point];
  }

  float number(int sample, int klass, int point) {
    return numbers[(sample * classes + klass) * points + point];
  }

  float[] of(int sample, int point) {
    float[] all = new float[classes];
    for (int klass = 0; klass < classes; klass++) {
      all[klass] = number(sample, klass, point);
    }
    return all;
  }
}
