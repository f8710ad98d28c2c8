package org.eobench.decoders.bank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.pooling.ImagePooling;
import org.eobench.decoders.pooling.LayerChoice;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of the bank of linear probes.
 *
 * @param pooling how layers are reduced to one vector, in each way that is listed; null for the
 *     mean and, if the encoder has class tokens, the token and both
 * @param layers layers, in each way that is listed, see {@link LayerChoice}
 * @param lrFactors factors of the learning rate, all of which are tried
 * @param weightDecays weight decays, all of which are tried; null for that of the optimizer
 * @param headDim features of an attention head of {@code pooling=attention}; null for the largest
 *     divisor of the width up to 64
 * @param temporal how the maps of several dates are fused, by a rule without weights
 */
@Paper("arXiv:2304.07193")
public record BankConfig(
    @Nullable List<ImagePooling> pooling,
    List<ConfigNode> layers,
    List<Double> lrFactors,
    @Nullable List<Double> weightDecays,
    @Nullable Integer headDim,
    @Inline TemporalKeys temporal) {
  /** More heads than this are more likely a mistake than a wish. */
  private static final int MOST = 1000;

  public BankConfig {
    pooling = pooling == null ? null : List.copyOf(pooling);
    layers = List.copyOf(layers);
    lrFactors = List.copyOf(lrFactors);
    weightDecays = weightDecays == null ? null : List.copyOf(weightDecays);
    requireOnce("pooling", pooling == null ? List.of("") : pooling);
    requireOnce("layers", layers.stream().map(LayerChoice::of).toList());
    requireOnce("lr_factors", lrFactors);
    if (lrFactors.stream().anyMatch(factor -> !(factor > 0 && Double.isFinite(factor)))) {
      throw new IllegalArgumentException("lr_factors=" + lrFactors + " must be above 0");
    }
    if (weightDecays != null) {
      requireOnce("weight_decays", weightDecays);
      if (weightDecays.stream().anyMatch(decay -> !(decay >= 0 && Double.isFinite(decay)))) {
        throw new IllegalArgumentException("weight_decays=" + weightDecays + " must be at least 0");
      }
    }
    if (headDim != null
        && (headDim < 1 || pooling == null || !pooling.contains(ImagePooling.ATTENTION))) {
      throw new IllegalArgumentException(
          "head_dim=" + headDim + " must be at least 1, and is for attention among pooling");
    }
    long heads =
        (long) (pooling == null ? ImagePooling.values().length : pooling.size())
            * layers.size()
            * lrFactors.size()
            * (weightDecays == null ? 1 : weightDecays.size());
    if (heads > MOST) {
      throw new IllegalArgumentException(
          "pooling, layers, lr_factors and weight_decays give "
              + heads
              + " heads, more than "
              + MOST);
    }
    temporal.requireNothingToLearn();
  }

  private static void requireOnce(String key, List<?> values) {
    if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException(
          key
              + "="
              + values.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"))
              + " must list each value once");
    }
  }

  /** The weight decays of the heads; null for that of the optimizer. */
  List<@Nullable Double> decays() {
    return weightDecays == null
        ? Collections.singletonList(null)
        : Collections.unmodifiableList(new ArrayList<@Nullable Double>(weightDecays));
  }

  /** The ways of pooling for an encoder. */
  List<ImagePooling> poolingFor(boolean classTokens) {
    if (pooling != null) {
      return pooling;
    }
    List<ImagePooling> all = new ArrayList<>(List.of(ImagePooling.MEAN));
    if (classTokens) {
      all.add(ImagePooling.CLS);
      all.add(ImagePooling.BOTH);
    }
    return all;
  }
}
