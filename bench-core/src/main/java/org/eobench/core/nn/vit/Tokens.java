package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/** The input sequence of the blocks of a vision transformer. */
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

  private static final String AFTER_FIRST =
      """
      def forward(self, tokens, more):
        more = torch.expand(more, [tokens.size(0), -1, -1])
        return torch.cat([torch.slice(tokens, 1, 0, 1), more, torch.slice(tokens, 1, 1)], 1)
      """;

  private static final String MASKED =
      """
      def forward(self, patches, masked, token):
        return torch.where(masked.unsqueeze(-1), token.unsqueeze(0), patches)
      """;

  private static final String KEPT =
      """
      def forward(self, tokens, kept):
        index = torch.expand(kept.unsqueeze(-1), [-1, -1, tokens.size(2)])
        patches = torch.gather(torch.slice(tokens, 1, 1), 1, index)
        return torch.cat([torch.slice(tokens, 1, 0, 1), patches], 1)
      """;

  private Tokens() {}

  /**
   * Puts the class token first and adds the position table.
   *
   * @param patches {@code [B,N,D]}
   * @param classToken {@code [1,1,D]}
   * @param positions {@code [1,1+N,D]}, or {@code [B,1+N,D]} if each sample has its own
   * @return {@code [B,1+N,D]}
   */
  public static NDArray withPositions(
      TorchOps ops, NDArray patches, NDArray classToken, NDArray positions) {
    return ops.call(WITH_POSITIONS, patches, classToken, positions);
  }

  /**
   * Replaces masked patches.
   *
   * @param patches {@code [B,N,D]}
   * @param masked bool {@code [B,N]}
   * @param token {@code [1,D]}
   */
  public static NDArray masked(TorchOps ops, NDArray patches, NDArray masked, NDArray token) {
    return ops.call(MASKED, patches, masked, token);
  }

  /**
   * Keeps the first token and some of the others.
   *
   * @param tokens {@code [B,1+N,D]}
   * @param kept int64 {@code [B,V]}, numbers of patches in the order of the result
   * @return {@code [B,1+V,D]}
   */
  public static NDArray kept(TorchOps ops, NDArray tokens, NDArray kept) {
    return ops.call(KEPT, tokens, kept);
  }

  /** Prepends the class token {@code [1,1,D]} to the patches {@code [B,N,D]}. */
  public static NDArray withFirst(TorchOps ops, NDArray patches, NDArray classToken) {
    return ops.call(WITH_FIRST, patches, classToken);
  }

  /**
   * Inserts tokens {@code [1,R,D]} that all samples share, such as registers, after the first
   * token.
   *
   * @param tokens {@code [B,1+N,D]}
   * @return {@code [B,1+R+N,D]}
   */
  public static NDArray afterFirst(TorchOps ops, NDArray tokens, NDArray more) {
    return ops.call(AFTER_FIRST, tokens, more);
  }
}
