package org.eobench.core.nn.torch;

/**
 * Attention in bfloat16 on a CPU over few tokens, when gradients are due. There, the backward pass
 * of libtorch's fused operator takes twice as long as plain products. Like the fused operator, they
 * keep scores and softmax in float32. They also keep the weights of all pairs of tokens until the
 * backward pass, so many tokens are left to the fused operator, which is faster for them.
 */
final class ShortAttention {
  /** The fused operator in a script. */
  private static final String FUSED = "torch.scaled_dot_product_attention(";

  /** From about 500 tokens on, the fused operator is as fast. */
  private static final int TOKENS = 256;

  private static final String METHOD =
      """
      def short_attention(self, q, k, v, mask: Optional[Tensor]=None):
        few = q.size(-2) <= TOKENS and k.size(-2) <= TOKENS
        if few and q.requires_grad and not q.is_cuda:
          scaled = torch.mul(self.full(q), q.size(-1) ** -0.5)
          scores = torch.matmul(scaled, self.full(k).transpose(-2, -1))
          if mask is not None:
            scores = scores + self.full(mask)
          y = torch.matmul(self.low(torch.softmax(scores, -1)), v)
        else:
          y = torch.scaled_dot_product_attention(q, k, v, mask)
        return y
      """
          .replace("TOKENS", String.valueOf(TOKENS));

  private ShortAttention() {}

  /** The same methods, whose attention chooses between the two. */
  static String in(String methods) {
    return methods.contains(FUSED)
        ? METHOD + methods.replace(FUSED, "self.short_attention(")
        : methods;
  }
}
