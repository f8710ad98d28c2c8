package org.eobench.core.nn.torch;

import ai.djl.ndarray.NDArray;

/** What DJL does not tell of autograd's graphs. */
final class Graphs {
  /** DJL's {@code hasGradient()} is true only for the beginning of a graph. */
  private static final String HAS_GRAPH =
      """
      def forward(self, x):
        if x.requires_grad:
          y = torch.ones([1])
        else:
          y = torch.zeros([1])
        return y
      """;

  private Graphs() {}

  /** Whether an array was computed from a parameter that trains, or is one. */
  static boolean has(TorchOps ops, NDArray x) {
    try (NDArray found = ops.call(HAS_GRAPH, x)) {
      return found.getFloat() == 1;
    }
  }
}
