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
 * @param windowSize side of the attention windows in positions
 * @param mlpRatio width of the hidden layers as a multiple of the input width
 * @param depths number of blocks per stage, from deep to shallow; an encoder with fewer levels uses
 *     the last entries
 * @param numHeads attention heads of each stage, likewise
 * @param qkvBias whether queries, keys and values have a bias
 * @param dropPathRate probability of dropping a branch of the deepest block; the other blocks
 *     approach it linearly from 0. It also applies to the branches of the first and the last layers
 * @param attentionDropPath whether it applies to the attention branches as well, which Pangaea
 *     never drops
 * @param positionBiasInit initialization of the relative position biases
 * @param dropout share of channels dropped before the last layers in training
 * @param featureLevels the encoder's maps that it uses
 * @param interpMethod how predictions are resized to the image
 * @param temporal how the maps of several dates are fused
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

  /** The initialization of the relative position biases. */
  public enum PositionBiasInit {
    /**
     * Normal with standard deviation 0.02, truncated far from the mean, as in the authors' code.
     */
    TRUNC_NORMAL,
    /** Zero, as in Pangaea, which omits the authors' initialization. */
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
