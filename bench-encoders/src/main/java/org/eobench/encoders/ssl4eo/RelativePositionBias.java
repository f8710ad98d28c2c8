package org.eobench.encoders.ssl4eo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.ModelSize;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The bias that BEiT adds to the attention scores of two tokens (Bao et al. 2022,
 * arXiv:2106.08254): a learned number per head for each offset between two patches, and three more
 * for pairs with the class token. The tensor is {@code relative_position_bias_table
 * [(2g-1)²+3,heads]} for a grid of g × g patches.
 */
final class RelativePositionBias extends Module {
  /**
   * Pairs with the class token: class token to patch, patch to class token, class token to itself.
   */
  private static final int CLASS_TOKEN_PAIRS = 3;

  private static final String BIAS =
      """
      def forward(self, index, table):
        bias = torch.index_select(table, 0, index.reshape([-1]))
        return bias.reshape([1, index.size(0), index.size(1), -1]).permute([0, 3, 1, 2])
      """;

  private final TorchOps ops;
  private final Parameter table;
  private final long[] index;
  private final Shape pairs;

  /**
   * @param grid patches along one side
   */
  RelativePositionBias(TorchOps ops, int grid, int heads) {
    this.ops = ops;
    table = parameter("relative_position_bias_table", new Shape(offsets(grid), heads), Inits.ZEROS);
    index = index(grid);
    int tokens = 1 + grid * grid;
    pairs = new Shape(tokens, tokens);
  }

  /** Rows of the table. */
  private static long offsets(int grid) {
    long side = 2L * grid - 1;
    return side * side + CLASS_TOKEN_PAIRS;
  }

  /**
   * The row of the table for each pair of tokens, {@code [1+g·g,1+g·g]} in C order, with the class
   * token first. Offsets count from the key to the query, rows before columns.
   */
  static long[] index(int grid) {
    int patches = grid * grid;
    int tokens = 1 + patches;
    int side = 2 * grid - 1;
    long[] index = new long[ModelSize.values(1 + (long) grid * grid, 1 + (long) grid * grid)];
    for (int q = 0; q < patches; q++) {
      for (int k = 0; k < patches; k++) {
        int down = q / grid - k / grid + grid - 1;
        int across = q % grid - k % grid + grid - 1;
        index[(1 + q) * tokens + 1 + k] = (long) down * side + across;
      }
      index[1 + q] = offsets(grid) - 3;
      index[(1 + q) * tokens] = offsets(grid) - 2;
    }
    index[0] = offsets(grid) - 1;
    return index;
  }

  /** The bias {@code [1,heads,1+g·g,1+g·g]}, queries before keys, owned by {@code owner}. */
  NDArray forward(NDManager owner) {
    return ops.call(BIAS, owner.create(index, pairs), table.array());
  }
}
