package org.eobench.datasets.embeddings.format;

import java.util.Arrays;
import org.eobench.core.nn.Pca;

/**
 * The first principal components of embeddings, {@code y = components · (x - mean)}.
 *
 * @param mean {@code [D]}
 * @param components {@code [n][D]}
 * @param explained share of the variance along the components
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Projection(double[] mean, double[][] components, double explained) {
  /** The components of a fit. */
  public static Projection of(Pca pca) {
    double[] shares = pca.shares();
    double explained = Arrays.stream(shares).limit(pca.components().length).sum();
    return new Projection(pca.mean(), pca.components(), explained);
  }

  /** n, dimensions of the result. */
  public int width() {
    return components.length;
  }

  /**
   * Projects an embedding; a missing one stays missing.
   *
   * @param value holds D values from {@code from}
   * @param to gets n values
   */
  public void apply(float[] value, int from, float[] to) {
    for (int k = 0; k < components.length; k++) {
      double[] direction = components[k];
      double sum = 0;
      for (int d = 0; d < mean.length; d++) {
        sum += direction[d] * (value[from + d] - mean[d]);
      }
      to[k] = (float) sum;
    }
  }
}
