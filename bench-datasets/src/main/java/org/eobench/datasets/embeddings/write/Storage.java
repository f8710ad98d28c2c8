package org.eobench.datasets.embeddings.write;

import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.embeddings.format.Projection;
import org.jspecify.annotations.Nullable;

/** Turns features into what is stored of them, and counts what it cannot hold. */
final class Storage {
  private final @Nullable Projection projection;
  private final Coding coding;
  private final float[] projected;
  private final int depth;
  private long clipped;
  private long values;

  /**
   * @param depth dimensions of a feature
   * @param projection principal components, or null
   */
  Storage(int depth, @Nullable Projection projection, Coding coding) {
    this.depth = depth;
    this.projection = projection;
    this.coding = coding;
    this.projected = new float[coding.width()];
  }

  Coding coding() {
    return coding;
  }

  @Nullable Projection projection() {
    return projection;
  }

  /**
   * Converts features.
   *
   * @param features {@code [n,D]}, NaN where they are missing
   * @param codes gets the numbers of all n
   * @return how many are missing
   */
  int encode(float[] features, float[] codes) {
    int count = features.length / depth;
    int missing = 0;
    for (int i = 0; i < count; i++) {
      boolean none = Float.isNaN(features[i * depth]);
      float[] from = features;
      int at = i * depth;
      if (projection != null) {
        projection.apply(features, at, projected);
        from = projected;
        at = 0;
      }
      clipped += coding.encode(from, at, codes, i * coding.stored());
      missing += none ? 1 : 0;
    }
    values += (long) (count - missing) * coding.width();
    return missing;
  }

  /** The share of the values that were clipped. */
  double clipped() {
    return values == 0 ? 0 : (double) clipped / values;
  }
}
