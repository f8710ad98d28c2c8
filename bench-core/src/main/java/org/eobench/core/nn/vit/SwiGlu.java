package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import java.util.stream.Stream;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Gated feed-forward network (Shazeer 2020, arXiv:2002.05202) with DINOv2's names: {@code w12
 * [2·hidden,width]} computes {@code a} and {@code b}, and {@code w3 [width,hidden]} takes {@code
 * silu(a)·b}.
 */
final class SwiGlu extends FeedForward {
  private static final String METHOD =
      """
      def mlp(self, x, w1, b1, w2, b2):
        a, b = torch.chunk(self.dense(x, w1, b1), 2, -1)
        return self.dense(torch.mul(torch.silu(a), b), w2, b2)
      """;

  private final Linear w12;
  private final Linear w3;

  SwiGlu(TorchOps ops, int width, int hidden, Init init) {
    this.w12 = child("w12", new Linear(ops, width, 2 * hidden, init, Inits.ZEROS));
    this.w3 = child("w3", new Linear(ops, hidden, width, init, Inits.ZEROS));
  }

  @Override
  String method() {
    return METHOD;
  }

  @Override
  Stream<NDArray> arrays() {
    return Stream.concat(w12.denseArrays(), w3.denseArrays());
  }
}
