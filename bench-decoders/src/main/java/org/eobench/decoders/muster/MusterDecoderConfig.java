package org.eobench.decoders.muster;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.neck.FeatureLevels;
import org.eobench.decoders.neck.InterpMethod;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of MUSTER.
 *
 * @param channels width of the map before the last layer
 * @param windowSize side of the windows inside which positions see each other
 * @param mlpRatio width of the hidden layers as a multiple of their input's
 * @param depths blocks of each stage, deep to shallow; an encoder of fewer levels takes the last
 *     ones
 * @param numHeads attention heads of each stage, likewise
 * @param qkvBias whether queries, keys and values have a bias
 * @param dropPathRate probability of dropping a branch of the deepest block, which the others
 *     approach linearly from 0, and of dropping the first and the last layers' branches
 * @param attentionDropPath whether it applies to the attention's branches too, which Pangaea never
 *     drops
 * @param positionBiasInit how the biases of relative positions start
 * @param dropout share of channels dropped before the last layers while training
 * @param featureLevels which maps of the encoder it sees
 * @param interpMethod how predictions are brought to the size of the image
 * @param temporal how the maps of several dates become one
 */
@Paper("arXiv:2211.13928")
public record MusterDecoderConfig(
    int channels,
    int windowSize,
    double mlpRatio,
    List<Integer> depths,
    List<Integer> numHeads,
    boolean qkvBias,
    double dropPathRate,
    boolean attentionDropPath,
    PositionBiasInit positionBiasInit,
    double dropout,
    FeatureLevels featureLevels,
    InterpMethod interpMethod,
    @Inline TemporalKeys temporal) {

  /** How the biases of relative positions start. */
  public enum PositionBiasInit {
    /** Normal with standard deviation 0.02, cut far outside, as the authors'. */
    TRUNC_NORMAL,
    /** Zero, as Pangaea's, which leaves the authors' initialisation out. */
    ZEROS
  }

  public MusterDecoderConfig {
    depths = List.copyOf(depths);
    numHeads = List.copyOf(numHeads);
    require(channels >= 1, "channels=" + channels + " must be at least 1");
    require(windowSize >= 1, "window_size=" + windowSize + " must be at least 1");
    require(mlpRatio > 0 && mlpRatio < 1e3, "mlp_ratio=" + mlpRatio + " must be positive");
    requireCounts("depths", depths);
    requireCounts("num_heads", numHeads);
    require(
        depths.size() == numHeads.size(),
        String.format(
            Locale.ROOT,
            "depths=%s and num_heads=%s must have one number per stage",
            depths,
            numHeads));
    requireShare("drop_path_rate", dropPathRate);
    requireShare("dropout", dropout);
  }

  private static void requireCounts(String key, List<Integer> counts) {
    require(
        !counts.isEmpty() && counts.stream().allMatch(count -> count >= 1),
        key + "=" + counts + " must list numbers of at least 1, one per stage");
  }

  private static void requireShare(String key, double share) {
    require(share >= 0 && share < 1, key + "=" + share + " must lie in [0, 1)");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Width of the hidden layer for an input of {@code width}. */
  int hidden(int width) {
    return Math.max(1, (int) (mlpRatio * width));
  }
}
