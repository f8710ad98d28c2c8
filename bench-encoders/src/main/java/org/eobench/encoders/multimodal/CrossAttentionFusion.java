package org.eobench.encoders.multimodal;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Fusion by attention: the radar tokens attend to the optical tokens of the same image, several
 * times. All layers can share one set of weights, whose names then have no prefix; otherwise layer
 * i has the prefix {@code xattn_layers.i}.
 */
final class CrossAttentionFusion extends Fusion {
  private final TorchOps ops;
  private final List<CrossAttentionLayer> layers;

  /**
   * @param depth number of layers
   * @param shared whether they share one set of weights
   */
  CrossAttentionFusion(TorchOps ops, int width, int heads, int depth, boolean shared) {
    this.ops = ops;
    if (shared) {
      layers = Collections.nCopies(depth, child("", new CrossAttentionLayer(ops, width, heads)));
    } else {
      layers = new ArrayList<>();
      for (int i = 0; i < depth; i++) {
        layers.add(child("xattn_layers." + i, new CrossAttentionLayer(ops, width, heads)));
      }
    }
  }

  @Override
  NDArray forward(NDArray radar, NDArray optical) {
    NDArray context = ops.detached(optical);
    NDArray x = ops.detached(radar);
    for (CrossAttentionLayer layer : layers) {
      x = ops.recomputed(tokens -> layer.forward(tokens, context), x);
    }
    return x;
  }
}
