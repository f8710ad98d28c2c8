package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;

/** The sequence of tokens that goes into the blocks of a vision transformer. */
public final class Tokens {
  private static final String WITH_POSITIONS =
      """
      def forward(self, patches, first, positions):
        return torch.cat([torch.expand(first, [patches.size(0), -1, -1]), patches], 1) + positions
      """;

  private static final String WITH_FIRST =
      """
      def forward(self, patches, first):
        return torch.cat([torch.expand(first, [patches.size(0), -1, -1]), patches], 1)
      """;

  private Tokens() {}

  /**
   * Puts the class token first and adds the position table.
   *
   * @param patches {@code [B,N,D]}
   * @param classToken {@code [1,1,D]}
   * @param positions {@code [1,1+N,D]}, or {@code [B,1+N,D]} where samples have their own
   * @return {@code [B,1+N,D]}
   */
  public static NDArray withPositions(
      TorchOps ops, NDArray patches, NDArray classToken, NDArray positions) {
    return ops.call(WITH_POSITIONS, patches, classToken, positions);
  }

  /** Puts the class token {@code [1,1,D]} before the patches {@code [B,N,D]}. */
  public static NDArray withFirst(TorchOps ops, NDArray patches, NDArray classToken) {
    return ops.call(WITH_FIRST, patches, classToken);
  }
}
