package org.eobench.encoders.anysat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.ScaledSinCos;
import org.eobench.core.nn.vit.Tokens;

/**
 * Encodes the cells of each patch as a sequence of its own; the class token stands for the patch.
 * Its tensors are {@code cls_token}, {@code predictor_blocks} and {@code predictor_norm}.
 */
final class PatchEncoder extends Module {
  private static final int CELL_METRES = 10;

  /** {@code [B,h,w,D]} cells to {@code [B·N,s·s,D]}, patches and their cells row by row. */
  private static final String CELLS =
      """
      def forward(self, x):
        b, h, w, d = x.size()
        y = x.reshape([b, h // %1$d, %1$d, w // %1$d, %1$d, d]).permute([0, 1, 3, 2, 4, 5])
        return y.reshape([-1, %2$d, d])
      """;

  private final TorchOps ops;
  private final int width;
  private final int cells;
  private final Parameter classToken;
  private final List<CellBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;

  PatchEncoder(TorchOps ops, AnySatConfig config) {
    this.ops = ops;
    width = config.embedDim();
    cells = config.cells();
    classToken = parameter("cls_token", new Shape(1, 1, width), Inits.truncNormal(0.02));
    for (int i = 0; i < config.depth(); i++) {
      blocks.add(child("predictor_blocks." + i, new CellBlock(ops, config)));
    }
    norm = child("predictor_norm", new LayerNorm(ops, width, CellBlock.EPS));
  }

  /**
   * The tokens of each patch, {@code [B·N,1+s·s,D]}: that of the patch, then those of its cells.
   *
   * @param map {@code [B,h,w,D]} cells
   */
  NDArray forward(NDArray map) {
    NDManager step = map.getManager();
    NDArray sequences = ops.call(String.format(Locale.ROOT, CELLS, cells, cells * cells), map);
    float[] table = ScaledSinCos.table(width, cells, cells, CELL_METRES, true);
    NDArray positions = step.create(table, new Shape(1, 1 + (long) cells * cells, width));
    NDArray buckets = RelativeBuckets.of(cells, cells, 1, step);
    NDArray x = Tokens.withPositions(ops, sequences, classToken.array(), positions);
    x = ops.detached(x);
    for (CellBlock block : blocks) {
      x = ops.recomputed(tokens -> block.forward(tokens, buckets), x);
    }
    return ops.detached(norm.forward(x));
  }
}
