package org.eobench.analysis.study;

import java.util.List;
import org.eobench.analysis.spectrum.WeightLayer;

/**
 * What was measured of one encoder. Numbers that the images do not determine are NaN.
 *
 * @param encoder its option
 * @param weights where the weights are from
 * @param cropping what the encoder saw of each image; empty for all of it
 * @param width features per image
 * @param dimension numbers of dimensions
 * @param rank numbers of directions
 * @param variances share of the variance along each principal component, largest first
 * @param silhouettes how well classes are separate; NaN without two classes
 * @param pca images in the first two principal components, {@code [n][2]}
 * @param tsne images in t-SNE's plane, {@code [n][2]}
 * @param layers spectra of the weights
 */
public record EncoderFindings(
    String encoder,
    String weights,
    String cropping,
    int width,
    Dimension dimension,
    Rank rank,
    List<Double> variances,
    Silhouettes silhouettes,
    List<List<Double>> pca,
    List<List<Double>> tsne,
    List<WeightLayer> layers) {
  public EncoderFindings {
    variances = List.copyOf(variances);
    pca = List.copyOf(pca);
    tsne = List.copyOf(tsne);
    layers = List.copyOf(layers);
  }

  /** The same under another name. */
  EncoderFindings named(String name) {
    return new EncoderFindings(
        name, weights, cropping, width, dimension, rank, variances, silhouettes, pca, tsne, layers);
  }

  /**
   * Intrinsic dimension.
   *
   * @param twoNn by TwoNN, without the tenth of the largest ratios
   * @param mle10 by maximum likelihood from 10 neighbours
   * @param mle20 from 20 neighbours
   * @param duplicates images whose embedding another image has, too; they are left out
   */
  public record Dimension(double twoNn, double mle10, double mle20, int duplicates) {}

  /**
   * Directions that are used.
   *
   * @param rankMe RankMe
   * @param effectiveRank effective rank of the centred embeddings
   * @param participationRatio participation ratio of their covariance
   * @param components90 principal components for 90 % of the variance
   * @param components99 for 99 %
   */
  public record Rank(
      double rankMe,
      double effectiveRank,
      double participationRatio,
      int components90,
      int components99) {}

  /**
   * Silhouette scores of the classes.
   *
   * @param embeddings of the embeddings, by Euclidean distances
   * @param cosine of the embeddings, by angles
   * @param whitened of the whitened components that explain 99 % of the variance
   * @param pca of the first two components
   * @param tsne of t-SNE's plane
   */
  public record Silhouettes(
      double embeddings, double cosine, double whitened, double pca, double tsne) {
    static final Silhouettes NONE =
        new Silhouettes(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }
}
