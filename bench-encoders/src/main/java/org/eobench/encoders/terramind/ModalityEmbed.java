package org.eobench.encoders.terramind;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.ModelSize;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.GridInterpolation;
import org.eobench.core.nn.vit.PositionEmbedding;

/**
 * Tokens of the patches of one modality: a projection of the pixels, a fixed code of the place and
 * a learned code of the modality. Tensors are {@code proj.weight [D,P·P·C]}, whose columns are
 * ordered by row, column and band, {@code pos_emb [1,g·g,D]} and {@code mod_emb [1,1,D]}.
 */
final class ModalityEmbed extends Module {
  static final String PROJECTION = "proj.weight";
  static final String POSITIONS = "pos_emb";

  private static final GridInterpolation INTERPOLATION = new GridInterpolation(0, false);

  private static final String SCRIPT =
      """
      def forward(self, x, w, positions, modality):
        b, c, h, w_ = x.size()
        x = x.reshape([b, c, h // %1$d, %1$d, w_ // %1$d, %1$d]).permute([0, 2, 4, 3, 5, 1])
        x = x.reshape([b, (h // %1$d) * (w_ // %1$d), -1])
        return self.full(self.dense(x, w, None)) + positions + modality
      """;

  private final TorchOps ops;
  private final int patchSize;
  private final Linear proj;
  private final Parameter positions;
  private final Parameter modality;

  ModalityEmbed(TorchOps ops, TerraMindConfig config, int bands) {
    this.ops = ops;
    patchSize = config.shape().patchSize();
    int width = config.shape().embedDim();
    int grid = config.tableGrid();
    int pixels = Math.multiplyExact(patchSize * patchSize, bands);
    proj = child("proj", new Linear(ops, pixels, width, Inits.xavierUniform(), null));
    positions =
        buffer(
            POSITIONS,
            new Shape(1, (long) grid * grid, width),
            DataType.FLOAT32,
            Inits.table(table(width, grid)));
    modality = parameter("mod_emb", new Shape(1, 1, width), Inits.normal(0.02));
  }

  /** Half of the width codes the row and half the column, each with sines and cosines. */
  private static float[] table(int width, int grid) {
    int half = width / 2;
    float[] steps = new float[grid];
    for (int i = 0; i < grid; i++) {
      steps[i] = i;
    }
    float[] codes = PositionEmbedding.sinCos1d(half, steps);
    float[] table = new float[ModelSize.values(grid, grid, width)];
    for (int row = 0; row < grid; row++) {
      for (int column = 0; column < grid; column++) {
        int at = (row * grid + column) * width;
        System.arraycopy(codes, row * half, table, at, half);
        System.arraycopy(codes, column * half, table, at + half, half);
      }
    }
    return table;
  }

  /**
   * @param image {@code [B,C,H,W]}
   * @return {@code [B,N,D]}, patches row by row
   */
  NDArray forward(NDArray image) {
    int rows = Math.toIntExact(image.getShape().get(2)) / patchSize;
    int columns = Math.toIntExact(image.getShape().get(3)) / patchSize;
    NDArray table =
        INTERPOLATION.apply(ops, positions.array(), 0, rows, columns, image.getManager());
    String script = String.format(Locale.ROOT, SCRIPT, patchSize);
    return ops.call(script, image, proj.weight(), table, modality.array());
  }
}
