package org.eobench.decoders.pooling;

import java.util.Objects;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.YamlReader;
import org.jspecify.annotations.Nullable;

/**
 * The keys of heads that predict from one vector per image.
 *
 * @param pooling how each layer is reduced to one vector
 * @param layers the layers, see {@link LayerChoice#of(ConfigNode)}
 */
public record PoolingKeys(
    @Default("mean") ImagePooling pooling, @Default("all") ConfigNode layers) {
  public PoolingKeys {
    Objects.requireNonNull(LayerChoice.of(layers));
  }

  /**
   * Keys in Java.
   *
   * @param layers a value of the key, such as {@code last} or {@code [0, 3]}
   */
  public static PoolingKeys of(ImagePooling pooling, String layers) {
    return new PoolingKeys(
        pooling, Objects.requireNonNull(YamlReader.read(layers, "decoder.layers")));
  }

  /** The layers that are chosen. */
  public LayerChoice choice() {
    return LayerChoice.of(layers);
  }

  /**
   * Checks the features of an attention head.
   *
   * @param headDim value of the key {@code head_dim}
   * @throws IllegalArgumentException if it is not positive, or has no use
   */
  public void requireUse(@Nullable Integer headDim) {
    if (headDim != null && pooling != ImagePooling.ATTENTION) {
      throw new IllegalArgumentException("head_dim=" + headDim + " is for attention only");
    }
    if (headDim != null && headDim < 1) {
      throw new IllegalArgumentException("head_dim=" + headDim + " must be at least 1");
    }
  }

  /**
   * Checks the choice for decoders that are not trained by gradients.
   *
   * @throws IllegalArgumentException if it has weights to train
   */
  public void requireNothingToLearn() {
    if (pooling == ImagePooling.ATTENTION) {
      throw new IllegalArgumentException(
          "pooling=attention has weights to train, but this decoder is not trained; use mean, max,"
              + " cls or both");
    }
    if (choice().isLearned()) {
      throw new IllegalArgumentException(
          "layers=learned has weights to train, but this decoder is not trained; use all, last or a"
              + " list");
    }
  }
}
