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
 * The features and targets of a split's images in host memory: a row of D features and a row of K
 * zeros and ones per image.
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
   * Collects a split. Images without a valid class are skipped.
   *
   * @param pool pools the maps of a batch to {@code [B,D]}
   * @param width D
   * @param classes K
   * @throws BenchException if no image has a valid class, or a feature is not finite
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
              .next("check the data set: `java -jar bench.jar check` with the same arguments"));
    }
    return bank;
  }

  private void add(float[] rows, NDArray labels) {
    manyClasses = labels.getDataType() != DataType.INT64;
    float[] shown = manyClasses ? labels.toFloatArray() : oneOf(labels.toLongArray());
    for (int i = 0; i < shown.length / classes; i++) {
      float[] target = Arrays.copyOfRange(shown, i * classes, (i + 1) * classes);
      // Missing multi-label targets are NaN.
      if (manyClasses ? !Float.isNaN(target[0]) : target[first(target)] == 1) {
        features.add(finite(Arrays.copyOfRange(rows, i * width, (i + 1) * width)));
        targets.add(target);
      }
    }
  }

  /** One-hot rows; a row of zeros stands for an ignored class. */
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
            Problem.of("FeatureNotFinite", "the encoder returned the feature " + value)
                .at(String.format(Locale.ROOT, "image %d of the split", size() + 1))
                .expecting("finite features")
                .next(
                    "check the data for damaged values: `java -jar bench.jar check` with the same"
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

  /** Whether images may show several classes. */
  boolean manyClasses() {
    return manyClasses;
  }

  /** N, the number of images. */
  int size() {
    return features.size();
  }

  /** The K zeros and ones of an image. */
  float[] target(int image) {
    return targets.get(image);
  }

  /** The D features of an image, which the caller may modify. */
  float[] row(int image) {
    return features.get(image);
  }

  /** All images of this bank, followed by those of another. */
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
