package org.eobench.decoders.probe;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.pooling.PoolingKeys;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the nearest-neighbour probe.
 *
 * @param knnK k, the number of most similar training images that vote
 * @param knnT T, temperature: an image with cosine similarity s votes with weight {@code exp(s/T)}
 * @param normalize whether features are normalised to unit length, so that similarity is the cosine
 *     instead of the dot product
 * @param featureDtype number format in which features are stored
 * @param features which features describe an image, without weights to train
 * @param temporal how the maps of several dates are fused, by a rule without weights
 */
@Paper("arXiv:1805.01978")
public record KnnConfig(
    int knnK,
    double knnT,
    boolean normalize,
    @Default("float32") FeatureType featureDtype,
    @Inline PoolingKeys features,
    @Inline TemporalKeys temporal) {

  /** The number format in which features are stored. */
  public enum FeatureType {
    FLOAT32,
    /** Rounded to half precision, as in Pangaea, but compared in float32. */
    FLOAT16
  }

  public KnnConfig {
    if (knnK < 1) {
      throw new IllegalArgumentException("knn_k=" + knnK + " must be at least 1");
    }
    if (!(knnT > 0) || Double.isInfinite(knnT)) {
      throw new IllegalArgumentException("knn_t=" + knnT + " must be positive");
    }
    features.requireNothingToLearn();
    temporal.requireNothingToLearn();
  }
}
