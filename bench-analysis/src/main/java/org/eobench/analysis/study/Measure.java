package org.eobench.analysis.study;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.eobench.analysis.spectrum.WeightLayer;

/**
 * A number of an analysis, as tables show it.
 *
 * @param key its name in files
 * @param label its name for people
 * @param of reads it; NaN if it is not known
 * @param <F> what it is a number of
 */
public record Measure<F>(String key, String label, ToDoubleFunction<F> of) {
  /** The numbers of one encoder. */
  public static final List<Measure<EncoderFindings>> OF_ENCODER =
      List.of(
          new Measure<>("width", "features", found -> found.width()),
          new Measure<>("two_nn", "intrinsic dimension, TwoNN", found -> found.dimension().twoNn()),
          new Measure<>(
              "mle_10", "intrinsic dimension, MLE, k = 10", found -> found.dimension().mle10()),
          new Measure<>(
              "mle_20", "intrinsic dimension, MLE, k = 20", found -> found.dimension().mle20()),
          new Measure<>("rank_me", "RankMe", found -> found.rank().rankMe()),
          new Measure<>(
              "effective_rank", "effective rank, centred", found -> found.rank().effectiveRank()),
          new Measure<>(
              "participation_ratio",
              "participation ratio",
              found -> found.rank().participationRatio()),
          new Measure<>(
              "components_90", "components for 90 %", found -> found.rank().components90()),
          new Measure<>(
              "components_99", "components for 99 %", found -> found.rank().components99()),
          new Measure<>(
              "silhouette", "silhouette, Euclidean", found -> found.silhouettes().embeddings()),
          new Measure<>(
              "silhouette_cosine", "silhouette, cosine", found -> found.silhouettes().cosine()),
          new Measure<>(
              "silhouette_whitened",
              "silhouette, whitened",
              found -> found.silhouettes().whitened()),
          new Measure<>(
              "silhouette_pca", "silhouette, PCA plane", found -> found.silhouettes().pca()),
          new Measure<>(
              "silhouette_tsne", "silhouette, t-SNE plane", found -> found.silhouettes().tsne()),
          new Measure<>(
              "log_norm", "weights: mean log norm", found -> mean(found, layer -> layer.logNorm())),
          new Measure<>(
              "alpha", "weights: mean alpha", found -> mean(found, layer -> layer.alpha())));

  /** The numbers of two encoders together. */
  public static final List<Measure<PairFindings>> OF_PAIR =
      List.of(
          new Measure<>("cka_debiased", "linear CKA, debiased", pair -> pair.cka().debiased()),
          new Measure<>("cka_biased", "linear CKA, biased", pair -> pair.cka().biased()),
          new Measure<>("neighbour_overlap", "shared neighbours", PairFindings::overlap),
          new Measure<>("neighbour_chance", "shared by chance", PairFindings::chance),
          new Measure<>(
              "geodesic_cosine", "relative geodesics, cosine", pair -> pair.geodesics().cosine()),
          new Measure<>(
              "geodesic_spearman",
              "relative geodesics, Spearman",
              pair -> pair.geodesics().spearman()),
          new Measure<>("geodesic_reached", "joined by paths", pair -> pair.geodesics().reached()));

  /** The number with three decimals; a dash if it is not known. */
  public String text(F found) {
    double value = of.applyAsDouble(found);
    if (!Double.isFinite(value)) {
      return "–";
    }
    if (value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.1f" : "%.3f", value);
  }

  private static double mean(EncoderFindings found, ToDoubleFunction<WeightLayer> of) {
    return found.layers().stream()
        .mapToDouble(of)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}
