package org.eobench.decoders.probe;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the neighbours probe.
 *
 * @param knnK k, how many of the most similar training images vote
 * @param knnT T, temperature: an image of cosine similarity s votes with weight {@code exp(s/T)}
 * @param normalize whether features are brought to length 1, so that similarity is the cosine and
 *     not the product
 * @param featureDtype how exactly features are kept
 * @param temporal how the maps of several dates become one, by a rule without weights
 */
@Paper("arXiv:1805.01978")
public record KnnConfig(
    int knnK,
    double knnT,
    boolean normalize,
    @Default("float32") FeatureType featureDtype,
    @Inline TemporalKeys temporal) {

  /** How exactly features are kept before they are compared. */
  public enum FeatureType {
    FLOAT32,
    /** Rounded to half precision, as Pangaea keeps them; compared in float32. */
    FLOAT16
  }

  public KnnConfig {
    if (knnK < 1) {
      throw new IllegalArgumentException("knn_k=" + knnK + " must be at least 1");
    }
    if (!(knnT > 0) || Double.isInfinite(knnT)) {
      throw new IllegalArgumentException("knn_t=" + knnT + " must be positive");
    }
    temporal.requireNothingToLearn();
  }
}
