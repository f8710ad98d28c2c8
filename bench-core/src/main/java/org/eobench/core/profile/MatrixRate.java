package org.eobench.core.profile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;

/**
 * How fast the device multiplies large square matrices in a precision: what a model can reach at
 * best. A number format that is converted first is converted once.
 */
final class MatrixRate {
  private static final int SIDE_ON_CPU = 1024;
  private static final int SIDE_ON_GPU = 4096;
  private static final int PRODUCTS = 4;
  private static final int RUNS = 7;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double GIGA = 1e9;

  private static final String CHAIN =
      """
      def forward(self, x):
        a = self.low(x)
        b = torch.matmul(a, a)
        c = torch.matmul(a, b)
        d = torch.matmul(a, c)
        return torch.sum(self.full(torch.matmul(a, d)))
      """;

  private MatrixRate() {}

  /** The best of several runs, in 10⁹ multiplications and additions a second. */
  static double gigaflops(NDManager device, Precision precision) {
    int side = device.getDevice().isGpu() ? SIDE_ON_GPU : SIDE_ON_CPU;
    TorchOps ops = new TorchOps(device, precision);
    double operations = 2.0 * side * side * side * PRODUCTS;
    long best = Long.MAX_VALUE;
    try (NDArray matrix = device.full(new Shape(side, side), 1f / side)) {
      for (int run = 0; run < RUNS; run++) {
        long start = System.nanoTime();
        try (NDArray sum = ops.call(CHAIN, matrix)) {
          sum.getFloat(); // waits for the device
        }
        best = Math.min(best, System.nanoTime() - start);
      }
    }
    return operations / GIGA / (best / NANOS_PER_SECOND);
  }
}
