package org.eobench.encoders.croma;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/** The transformer of one sensor: linear patch embedding, blocks and last norm. */
final class SensorEncoder extends Module {
  static final String INPUT = "linear_input";
  static final double EPS = 1e-5;

  /** The values of a patch are ordered by band, then row, then column. */
  private static final String PATCHES =
      """
      def forward(self, x):
        b = x.size(0)
        c = x.size(1)
        y = x.reshape([b, c, x.size(2) // %1$d, %1$d, x.size(3) // %1$d, %1$d])
        return y.permute([0, 2, 4, 1, 3, 5]).reshape([b, -1, c * %1$d * %1$d])
      """;

  private final TorchOps ops;
  private final String patches;
  private final Linear input;
  private final List<CromaLayer> layers = new ArrayList<>();
  private final LayerNorm norm;

  SensorEncoder(TorchOps ops, VitShape shape, int bands, int depth) {
    this.ops = ops;
    patches = String.format(Locale.ROOT, PATCHES, shape.patchSize());
    int values = bands * shape.patchSize() * shape.patchSize();
    input = child(INPUT, new Linear(ops, values, shape.embedDim(), true));
    for (int i = 0; i < depth; i++) {
      layers.add(child("transformer.layers." + i, new CromaLayer(ops, shape)));
    }
    norm = child("transformer.norm_out", new LayerNorm(ops, shape.embedDim(), EPS));
  }

  /** {@code [B,C,H,W]} to patch tokens {@code [B,N,D]}. */
  NDArray embed(NDArray image) {
    return input.forward(ops.call(patches, image));
  }

  /** The blocks for images of one size. */
  TransformerTrunk trunk(NDArray bias, FinalNorm finalNorm, List<Integer> outputLayers) {
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    layers.forEach(layer -> blocks.add(x -> layer.forward(x, bias)));
    return new TransformerTrunk(ops, blocks, norm::forward, finalNorm, outputLayers, 0);
  }

  /** The tokens of an image after all blocks and the last norm, {@code [B,N,D]}. */
  NDArray encode(NDArray image, NDArray bias) {
    return trunk(bias, FinalNorm.LAST, List.of(layers.size() - 1)).tokens(embed(image)).get(0);
  }
}
