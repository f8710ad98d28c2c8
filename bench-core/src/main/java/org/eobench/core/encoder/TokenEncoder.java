package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Encoder} also implements if self-supervised methods can mask its patches or leave
 * them out. The patches of an image are numbered row by row from the top left, 0 to N - 1.
 */
public interface TokenEncoder {
  /**
   * The masked patches of a batch and what replaces their embeddings.
   *
   * @param masked bool {@code [B,N]}
   * @param token the learned replacement, {@code [1,D]}, which gradients reach
   */
  record Mask(NDArray masked, NDArray token) {}

  /** Side of a patch in pixels. */
  int patchSize();

  /** D, features per token. */
  int width();

  /** The patches of the images of an input that have these rows and columns. */
  default int patches(int height, int width) {
    return height / patchSize() * (width / patchSize());
  }

  /**
   * The tokens after the last block and the final norm.
   *
   * @param mask patches whose embedding is replaced before positions are added; null for none
   */
  TokenFeatures tokens(EncoderInput input, @Nullable Mask mask);

  /**
   * The tokens after the last block and the final norm, computed from some patches only, as in
   * masked autoencoders (He et al. 2022, arXiv:2111.06377). Positions are added before patches are
   * left out.
   *
   * @param kept int64 {@code [B,V]}, the patches of each image that stay, in the order of the
   *     result
   * @return features with V patches
   */
  TokenFeatures visibleTokens(EncoderInput input, NDArray kept);
}
