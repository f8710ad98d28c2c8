package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.eobench.core.nn.torch.TorchOps;

/** Singular value decompositions in double precision, by the LAPACK of libtorch. */
public final class Decomposition {
  private static final String VALUES =
      """
      def forward(self, x):
        return torch.linalg_svdvals(x)
      """;

  /** One row for each singular value: the value, then its right singular vector. */
  private static final String RIGHT =
      """
      def forward(self, x):
        u, s, v, = torch.linalg_svd(x, False)
        return torch.cat([s.unsqueeze(1), v], 1)
      """;

  private final TorchOps ops;

  public Decomposition(TorchOps ops) {
    this.ops = ops;
  }

  /**
   * The singular values of a matrix, largest first.
   *
   * @param rows {@code [n][D]}
   * @return {@code [min(n, D)]}
   */
  public double[] singularValues(double[][] rows) {
    try (NDManager scope = ops.manager().newSubManager()) {
      return ops.call(VALUES, matrix(rows, scope)).toDoubleArray();
    }
  }

  /**
   * Singular values, largest first, with their right singular vectors.
   *
   * @param values {@code [k]}
   * @param vectors {@code [k][D]}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Right(double[] values, double[][] vectors) {}

  /** The singular values and right singular vectors of {@code [n][D]}. */
  public Right right(double[][] rows) {
    try (NDManager scope = ops.manager().newSubManager()) {
      NDArray joined = ops.call(RIGHT, matrix(rows, scope));
      int width = rows[0].length + 1;
      double[] all = joined.toDoubleArray();
      int count = all.length / width;
      double[] values = new double[count];
      double[][] vectors = new double[count][];
      for (int i = 0; i < count; i++) {
        values[i] = all[i * width];
        vectors[i] = Arrays.copyOfRange(all, i * width + 1, (i + 1) * width);
      }
      return new Right(values, vectors);
    }
  }

  private static NDArray matrix(double[][] rows, NDManager owner) {
    double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return owner.create(flat, new Shape(rows.length, rows[0].length));
  }
}
