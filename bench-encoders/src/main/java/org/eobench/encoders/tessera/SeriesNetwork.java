package org.eobench.encoders.tessera;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.TransformerEncoderLayer;

/**
 * The network of one sensor: a series of a pixel becomes one vector. Its tensors are {@code
 * embedding.0}, {@code embedding.2}, the layers of {@code transformer_encoder} and {@code
 * attn_pool.query}.
 */
final class SeriesNetwork extends Module {
  /** Adds the codes of the dates of a sample to the dates of each of its pixels. */
  private static final String DATED =
      """
      def forward(self, x, days):
        n, t, d = x.size()
        y = x.reshape([days.size(0), -1, t, d]) + days.unsqueeze(1)
        return y.reshape([n, t, d])
      """;

  private static final String POOLED =
      """
      def forward(self, x, w, b):
        shares = torch.softmax(self.full(self.dense(x, w, b)), 1)
        return torch.sum(x * shares, [1])
      """;

  private final TorchOps ops;
  private final Linear first;
  private final Linear second;
  private final List<UnaryOperator<NDArray>> layers = new ArrayList<>();
  private final AttentionPool pool;

  /**
   * The weights of the scores of dates. The bias cancels in the softmax: it belongs to the file,
   * but is not trained.
   */
  private static final class AttentionPool extends Module {
    private final Parameter weight;
    private final Parameter bias;

    AttentionPool(int width) {
      weight = parameter("query.weight", new Shape(1, width), Inits.kaimingUniform());
      bias = buffer("query.bias", new Shape(1), DataType.FLOAT32, Inits.ZEROS);
    }
  }

  SeriesNetwork(TorchOps ops, TesseraConfig config, int bands) {
    this.ops = ops;
    int width = config.width();
    first = child("embedding.0", new Linear(ops, bands, width, true));
    second = child("embedding.2", new Linear(ops, width, width, true));
    for (int i = 0; i < config.numLayers(); i++) {
      layers.add(layer(config, i));
    }
    pool = child("attn_pool", new AttentionPool(width));
  }

  private UnaryOperator<NDArray> layer(TesseraConfig config, int number) {
    int width = config.width();
    int hidden = config.dimFeedforward();
    if (config.enableQkNorm()) {
      var layer = new QkNormLayer(ops, width, config.nhead(), hidden);
      return child("transformer_encoder." + number, layer)::forward;
    }
    var layer = TransformerEncoderLayer.relu(ops, width, config.nhead(), hidden);
    return child("transformer_encoder.layers." + number, layer)::forward;
  }

  /**
   * The vectors of pixels, {@code [N,D]}.
   *
   * @param pixels standardised series, {@code [N,T,C]}, the pixels of a sample one after the other
   * @param days codes of the dates of each sample, {@code [B,T,D]}
   */
  NDArray forward(NDArray pixels, NDArray days) {
    NDArray x = ops.call(DATED, second.forward(ops.relu(first.forward(pixels))), days);
    for (UnaryOperator<NDArray> layer : layers) {
      x = layer.apply(x);
    }
    return ops.call(POOLED, x, ops.matrix(pool.weight.array()), ops.matrix(pool.bias.array()));
  }
}
