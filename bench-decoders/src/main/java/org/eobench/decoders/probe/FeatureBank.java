package org.eobench.decoders.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eobench.core.decoder.LabelledFeatures;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The features of a split's images and what they show, on the host: a row of D features and a row
 * of K ones and zeros each.
 */
final class FeatureBank {
  private final int width;
  private final int classes;
  private final List<float[]> features = new ArrayList<>();
  private final List<float[]> targets = new ArrayList<>();
  private boolean manyClasses;

  private FeatureBank(int width, int classes) {
    this.width = width;
    this.classes = classes;
  }

  /**
   * Gathers a split. Images whose classes do not count are left out.
   *
   * @param pool {@code [B,D]} of the maps of a batch
   * @param width D
   * @param classes K
   * @throws BenchException if no image has a class, or a feature is no number
   */
  static FeatureBank of(
      Iterator<LabelledFeatures> batches,
      Function<FeatureMaps, NDArray> pool,
      int width,
      int classes) {
    FeatureBank bank = new FeatureBank(width, classes);
    while (batches.hasNext()) {
      LabelledFeatures batch = batches.next();
      bank.add(pool.apply(batch.features()).toFloatArray(), batch.targets());
    }
    if (bank.size() == 0) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NothingToFit", "no image of the split has a class")
              .at("decoder")
              .expecting("labelled images in the training and the validation split")
              .next("look at the data set: `java -jar bench.jar check` with the same arguments"));
    }
    return bank;
  }

  private void add(float[] rows, NDArray labels) {
    manyClasses = labels.getDataType() != DataType.INT64;
    float[] shown = manyClasses ? labels.toFloatArray() : oneOf(labels.toLongArray());
    for (int i = 0; i < shown.length / classes; i++) {
      float[] target = Arrays.copyOfRange(shown, i * classes, (i + 1) * classes);
      // Several classes that do not count are NaN.
      if (manyClasses ? !Float.isNaN(target[0]) : target[first(target)] == 1) {
        features.add(finite(Arrays.copyOfRange(rows, i * width, (i + 1) * width)));
        targets.add(target);
      }
    }
  }

  /** A row of zeros stands for a class that does not exist. */
  private float[] oneOf(long[] labels) {
    float[] shown = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= 0 && labels[i] < classes) {
        shown[i * classes + (int) labels[i]] = 1;
      }
    }
    return shown;
  }

  private float[] finite(float[] row) {
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw new BenchException(
            ExitCode.FAILURE,
            Problem.of("FeatureNotFinite", "the encoder gave the feature " + value)
                .at(String.format(Locale.ROOT, "image %d of the split, in its order", size() + 1))
                .expecting("finite features")
                .next(
                    "look for damaged values in the data: `java -jar bench.jar check` with the same"
                        + " arguments"));
      }
    }
    return row;
  }

  /** Index of the largest value, the first of equal ones. */
  static int first(float[] row) {
    int best = 0;
    for (int k = 1; k < row.length; k++) {
      if (row[k] > row[best]) {
        best = k;
      }
    }
    return best;
  }

  /** Whether an image may show any number of classes, and not just one. */
  boolean manyClasses() {
    return manyClasses;
  }

  /** N, the number of images. */
  int size() {
    return features.size();
  }

  /** K ones and zeros of an image. */
  float[] target(int image) {
    return targets.get(image);
  }

  /** D features of an image, which the caller may change. */
  float[] row(int image) {
    return features.get(image);
  }

  /** All images of this bank, then those of another. */
  FeatureBank and(FeatureBank other) {
    FeatureBank both = new FeatureBank(width, classes);
    both.manyClasses = manyClasses;
    both.features.addAll(features);
    both.features.addAll(other.features);
    both.targets.addAll(targets);
    both.targets.addAll(other.targets);
    return both;
  }

  /** {@code [N,D]}, float32. */
  NDArray features(NDManager owner) {
    return array(features, width, owner);
  }

  /** {@code [N,K]}, float32. */
  NDArray targets(NDManager owner) {
    return array(targets, classes, owner);
  }

  private static NDArray array(List<float[]> rows, int columns, NDManager owner) {
    float[] flat = new float[Math.multiplyExact(rows.size(), columns)];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * columns, columns);
    }
    return owner.create(flat, new Shape(rows.size(), columns));
  }
}
