package org.eobench.core.nn.vit;

import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.jspecify.annotations.Nullable;

/**
 * Options in which the transformer blocks of different papers differ; see {@link TransformerBlock}.
 *
 * @param eps eps of both layer norms
 * @param qkvBias whether the projection to queries, keys and values has a bias
 * @param quickGelu whether the {@link Mlp} has OpenAI's approximation of GELU, {@code
 *     x·sigmoid(1.702·x)}, instead of the exact one
 * @param swiGlu whether the feed-forward network is a {@link SwiGlu} instead of an {@link Mlp}
 * @param layerScale initial value of the scales of both branches (Touvron et al. 2021,
 *     arXiv:2103.17239), or null for blocks without scales
 * @param init initial weights of the linear layers; their biases start at zero
 */
public record BlockOptions(
    double eps,
    boolean qkvBias,
    boolean quickGelu,
    boolean swiGlu,
    @Nullable Double layerScale,
    Init init) {
  /** The block of most vision transformers: eps 1e-6, biases, an MLP and no scales. */
  public static final BlockOptions PLAIN =
      new BlockOptions(1e-6, true, false, false, null, Inits.xavierUniform());

  public BlockOptions eps(double value) {
    return new BlockOptions(value, qkvBias, quickGelu, swiGlu, layerScale, init);
  }

  public BlockOptions qkvBias(boolean present) {
    return new BlockOptions(eps, present, quickGelu, swiGlu, layerScale, init);
  }

  public BlockOptions quickGelu(boolean wanted) {
    return new BlockOptions(eps, qkvBias, wanted, swiGlu, layerScale, init);
  }

  public BlockOptions swiGlu(boolean wanted) {
    return new BlockOptions(eps, qkvBias, quickGelu, wanted, layerScale, init);
  }

  public BlockOptions layerScale(double first) {
    return new BlockOptions(eps, qkvBias, quickGelu, swiGlu, first, init);
  }

  public BlockOptions init(Init weights) {
    return new BlockOptions(eps, qkvBias, quickGelu, swiGlu, layerScale, weights);
  }
}
